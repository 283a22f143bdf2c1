using KerasRnn.Engines;
using KerasRnn.Engines.Simd;
using KerasRnn.TensorFlow;

namespace KerasRnn.Experiments;

/// <summary>Engines by the names of <c>--engine</c>.</summary>
[StackTraceHidden]
internal static class Engines
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["simd", "tensorflow"];

    /// <summary>An engine for one run of many side by side: it uses one core.</summary>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    /// <exception cref="FileNotFoundException">TensorFlow's library is asked for and not there.</exception>
    public static IEngine Open(string name) => name.ToLowerInvariant() switch
    {
        "simd" => new SimdEngine(threads: 1),
        "tensorflow" => new TensorFlowEngine(),
        _ => throw Throw.UnknownEngine(name, Names),
    };
}
