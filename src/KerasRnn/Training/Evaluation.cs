using System.Collections;
using System.Globalization;

namespace KerasRnn;

/// <summary>Loss and metrics in the order of Keras' <c>evaluate</c>: the loss first.</summary>
public sealed class Evaluation : IReadOnlyList<double>
{
    private readonly double[] values;

    internal Evaluation(IReadOnlyList<string> names, double[] values)
    {
        Names = names;
        this.values = values;
    }

    /// <summary>The names, in the order of the numbers.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The whole loss.</summary>
    public double Loss => values[0];

    /// <inheritdoc/>
    public int Count => values.Length;

    /// <inheritdoc/>
    public double this[int index] => values[index];

    /// <summary>A number by its name.</summary>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    public double this[string name]
    {
        get
        {
            for (int i = 0; i < values.Length; i++)
            {
                if (Names[i] == name) return values[i];
            }

            throw Throw.Unknown("result of the evaluation", name, Names);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)values).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Names and numbers.</summary>
    public override string ToString() => string.Join(" - ", Names.Zip(values, (n, v) => string.Create(CultureInfo.InvariantCulture, $"{n}: {v:G5}")));
}
