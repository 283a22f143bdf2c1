using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasRnn;

/// <summary>Factors of the losses of several outputs, as a list or by the output's name.</summary>
[CollectionBuilder(typeof(OutputWeights), nameof(Create))]
public sealed class OutputWeights : IEnumerable<double>
{
    internal OutputWeights(IReadOnlyList<double>? list, IReadOnlyDictionary<string, double>? byName)
    {
        List = list;
        ByName = byName;
    }

    internal IReadOnlyList<double>? List { get; }

    internal IReadOnlyDictionary<string, double>? ByName { get; }

    /// <summary>One factor for each output, in order.</summary>
    public static OutputWeights Create(params ReadOnlySpan<double> weights) => new(weights.ToArray(), null);

    /// <summary>Factors by the name of the output.</summary>
    public static implicit operator OutputWeights(Dictionary<string, double> weights) => new(null, weights);

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => (List ?? ByName!.Values).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
