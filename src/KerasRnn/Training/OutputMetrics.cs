using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasRnn;

/// <summary>The metrics of a model: a list for its one output, or one list for each output in order or by the output's name.</summary>
/// <example><code>["mae", new RootMeanSquaredError()]   new Dictionary&lt;string, Metric[]&gt; { ["next"] = ["mae"] }</code></example>
[CollectionBuilder(typeof(OutputMetrics), nameof(Create))]
public sealed class OutputMetrics : IEnumerable<Metric>
{
    internal OutputMetrics(IReadOnlyList<Metric>? flat, IReadOnlyList<IReadOnlyList<Metric>>? perOutput, IReadOnlyDictionary<string, IReadOnlyList<Metric>>? byName)
    {
        Flat = flat;
        PerOutput = perOutput;
        ByName = byName;
        if (this.Contains(null!)) throw Throw.NoName("metric");
    }

    internal IReadOnlyList<Metric>? Flat { get; }

    internal IReadOnlyList<IReadOnlyList<Metric>>? PerOutput { get; }

    internal IReadOnlyDictionary<string, IReadOnlyList<Metric>>? ByName { get; }

    /// <summary>The metrics of the one output.</summary>
    public static OutputMetrics Create(params ReadOnlySpan<Metric> metrics) => new(metrics.ToArray(), null, null);

    /// <summary>The metrics of the one output.</summary>
    public static implicit operator OutputMetrics(Metric[] metrics) => new(metrics, null, null);

    /// <summary>The metrics of the one output by Keras' strings.</summary>
    public static implicit operator OutputMetrics(string[] metrics) => new([.. metrics.Select(m => (Metric)m)], null, null);

    /// <summary>A list for each output, in order.</summary>
    public static implicit operator OutputMetrics(Metric[][] metrics) => new(null, metrics, null);

    /// <summary>Lists by the name of the output.</summary>
    public static implicit operator OutputMetrics(Dictionary<string, Metric[]> metrics) =>
        new(null, null, metrics.ToDictionary(p => p.Key, p => (IReadOnlyList<Metric>)p.Value));

    /// <inheritdoc/>
    public IEnumerator<Metric> GetEnumerator() => (Flat ?? (PerOutput ?? ByName!.Values).SelectMany(m => m)).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
