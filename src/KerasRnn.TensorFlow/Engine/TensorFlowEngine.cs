using KerasRnn.Engines;
using KerasRnn.TensorFlow.Lowering;

namespace KerasRnn.TensorFlow;

/// <summary>
/// TensorFlow as an engine: the ops of a model become one TensorFlow graph, TensorFlow itself differentiates it, and its session runs it.
/// </summary>
/// <remarks>
/// <para>It needs TensorFlow's C library, which KerasRnn does not bring: <see cref="TensorFlowLibrary"/> says where it is looked for. A library is
/// loaded once for the whole process, when the first engine is made.</para>
/// <para>Numbers are float32 and agree with <c>SimdEngine</c> to rounding. For models of a few thousand weights SimdEngine is faster; TensorFlow is
/// there for its devices, and as an independent check.</para>
/// </remarks>
/// <example><code>
/// model.Engine = new TensorFlowEngine();                      // weights and optimizer slots come along
/// model.Fit(x, y, epochs: 20);
/// </code></example>
public sealed class TensorFlowEngine : IEngine
{
    /// <summary>Makes the engine; loads the library if no engine has yet.</summary>
    /// <param name="library">The library's file or folder; by default it is looked for.</param>
    /// <param name="threads">
    /// Threads inside one op; 1 unless set, which is fastest for layers below some 500 units. The first engine of a process that runs a model
    /// decides for all of them.
    /// </param>
    /// <exception cref="FileNotFoundException">There is no library that can be used; the message says what was looked for.</exception>
    /// <exception cref="InvalidOperationException">Another library is loaded, or the process has another number of threads.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is not positive.</exception>
    public TensorFlowEngine(string? library = null, int? threads = null)
    {
        if (threads < 1) throw Throw.OutOfRange($"TensorFlowEngine expects at least one thread; got {threads}. Leave it out to use one.");
        Library = TensorFlowLibrary.Load(library);
        Threads = ProcessThreads.Claim(threads);
    }

    /// <inheritdoc/>
    public string Name => "tensorflow";

    /// <summary>The library that is loaded.</summary>
    public TensorFlowLibrary Library { get; }

    /// <summary>Threads inside one op.</summary>
    public int Threads { get; }

    /// <summary>
    /// The device that every op is asked to run on, <c>"CPU:0"</c> or <c>"GPU:0"</c>; null leaves it to TensorFlow. <see cref="TensorFlowLibrary.Devices"/>
    /// lists them. A name that TensorFlow does not know is refused when a model is first run.
    /// </summary>
    public string? Device { get; init; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such device.</exception>
    public IEngineState Open() => new TensorFlowState(this);

    /// <summary>TensorFlow's spelling of the device, or null.</summary>
    internal string? RequestedDevice => Device is null ? null : "/device:" + Device.ToUpperInvariant();

    /// <summary>A graph of its own, on this device and with these threads.</summary>
    internal GraphSession OpenSession() => new(RequestedDevice, Threads);
}
