using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace KerasRnn;

/// <summary>
/// What a batch or an epoch reports: names and values, in the order of the names by code point, as Keras shows them; what a callback adds at the end of an
/// epoch comes last.
/// </summary>
public sealed class Logs : IReadOnlyDictionary<string, double>
{
    private readonly List<string> keys = [];
    private readonly List<double> values = [];
    private int? ordered;

    /// <inheritdoc/>
    public int Count => keys.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => keys;

    /// <inheritdoc/>
    public IEnumerable<double> Values => values;

    /// <summary>A value by its name; setting an unknown one adds it at its place.</summary>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public double this[string key]
    {
        get => TryGetValue(key, out double value) ? value : throw Throw.Key($"Logs have no \"{key}\". Known: {string.Join(", ", keys)}.");
        set
        {
            int at = Find(key);
            if (at >= 0)
            {
                values[at] = value;
                return;
            }

            keys.Insert(~at, key);
            values.Insert(~at, value);
        }
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Find(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        int at = Find(key);
        value = at >= 0 ? values[at] : 0;
        return at >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() =>
        keys.Zip(values, KeyValuePair.Create).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>From now on unknown names come last.</summary>
    internal void Close() => ordered = keys.Count;

    /// <summary>As Keras' progress line shows them.</summary>
    public override string ToString() => string.Join(" - ", this.Select(p => Math.Abs(p.Value) > 1e-3
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{p.Key}: {p.Value:F4}")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{p.Key}: {p.Value:0.0000e+00}")));

    // The place of a name, or the complement of where it belongs.
    private int Find(string key)
    {
        int at = keys.BinarySearch(0, ordered ?? keys.Count, key, StringComparer.Ordinal);
        if (at >= 0 || ordered is not int end) return at;
        int behind = keys.IndexOf(key, end);
        return behind >= 0 ? behind : ~keys.Count;
    }
}
