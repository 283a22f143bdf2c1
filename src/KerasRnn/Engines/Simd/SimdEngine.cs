namespace KerasRnn.Engines.Simd;

/// <summary>
/// The default engine: managed C# over vectors of 128, 256 or 512 bits, whatever the machine has. No native library, nothing to install.
/// </summary>
/// <remarks>
/// A program is compiled once into a flat list of steps over one block of memory; a run allocates nothing. Small models run on one core,
/// large products use all of them with a fixed split. Numbers depend on neither the vector width, the number of threads nor the batch.
/// </remarks>
/// <example><code>
/// var model = new Sequential { Engine = new SimdEngine(threads: 1) };    // many models side by side, one core each
/// </code></example>
public sealed class SimdEngine : IEngine
{
    /// <summary>Makes the engine.</summary>
    /// <param name="threads">How many cores a large product may use; by default all of them. Small models use one in any case.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is not positive.</exception>
    public SimdEngine(int? threads = null)
    {
        if (threads < 1) throw Throw.OutOfRange($"SimdEngine expects at least one thread; got {threads}. Leave it out to use all cores.");
        Threads = threads ?? Environment.ProcessorCount;
    }

    /// <inheritdoc/>
    public string Name => "simd";

    /// <summary>How many cores a large product may use.</summary>
    public int Threads { get; }

    /// <summary>Whether the compiler fuses ops into one step; tests hold both ways against each other.</summary>
    internal bool Fuse { get; init; } = true;

    /// <inheritdoc/>
    public IEngineState Open() => new SimdState(this);
}
