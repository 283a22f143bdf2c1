using KerasRnn.Engines;
using KerasRnn.Engines.Simd;

namespace KerasRnn.Experiments;

/// <summary>Engines by the names of <c>--engine</c>.</summary>
internal static class Engines
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["simd"];

    /// <summary>An engine for one run of many side by side: it uses one core.</summary>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    public static IEngine Open(string name) => name.Equals("simd", StringComparison.OrdinalIgnoreCase) ? new SimdEngine(threads: 1) : throw Throw.UnknownEngine(name, Names);
}
