using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasRnn;

/// <summary>The loss of a model: one word, or one for each output as a list or by the output's name.</summary>
/// <example><code>"mse"   ["mse", "binary_crossentropy"]   new Dictionary&lt;string, Loss&gt; { ["next"] = "mse", ["bounce"] = "binary_crossentropy" }</code></example>
[CollectionBuilder(typeof(OutputLosses), nameof(Create))]
public sealed class OutputLosses : IEnumerable<Loss>
{
    internal OutputLosses(IReadOnlyList<Loss>? list, IReadOnlyDictionary<string, Loss>? byName, Loss? single)
    {
        List = list;
        ByName = byName;
        Single = single;
    }

    internal Loss? Single { get; }

    internal IReadOnlyList<Loss>? List { get; }

    internal IReadOnlyDictionary<string, Loss>? ByName { get; }

    /// <summary>One loss for each output, in order.</summary>
    public static OutputLosses Create(params ReadOnlySpan<Loss> losses) => new(losses.ToArray(), null, null);

    /// <summary>One loss by Keras' string.</summary>
    public static implicit operator OutputLosses(string name) => new(null, null, name);

    /// <summary>One loss.</summary>
    public static implicit operator OutputLosses(Loss loss) => new(null, null, loss);

    /// <summary>Losses by the name of the output.</summary>
    public static implicit operator OutputLosses(Dictionary<string, Loss> losses) => new(null, losses, null);

    /// <inheritdoc/>
    public IEnumerator<Loss> GetEnumerator() => (List ?? ByName?.Values ?? (IEnumerable<Loss>)[Single!]).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
