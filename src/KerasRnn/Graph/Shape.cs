using System.Globalization;

namespace KerasRnn;

/// <summary>
/// The shape of a symbolic tensor. Every dimension is a number, except that dimension 0 may be the batch size B or a
/// whole multiple k·B of it (time steps merged into the batch), which is known only when a program runs.
/// </summary>
/// <remarks>A dimension is stored as its number, or as -k for k·B: <c>[-1, 8, 2]</c> prints as <c>[B, 8, 2]</c>.</remarks>
/// <example><code>var windows = new Shape(Shape.Batch, 8, 2);</code></example>
public sealed class Shape : IEquatable<Shape>
{
    /// <summary>The batch size as a dimension.</summary>
    public const int Batch = -1;

    /// <summary>A length that only data know, in the shapes of a model; in a trace every length is a number.</summary>
    public const int Unknown = 0;

    private readonly int[] dimensions;

    /// <summary>Makes a shape from its dimensions; -k as the first one stands for k·B.</summary>
    /// <exception cref="ArgumentException">A dimension behind the first is negative.</exception>
    public Shape(params ReadOnlySpan<int> dimensions)
    {
        for (int axis = 1; axis < dimensions.Length; axis++)
        {
            if (dimensions[axis] < 0)
            {
                throw Throw.Argument($"A shape has numbers behind dimension 0; got {dimensions[axis]} as dimension {axis}. Only dimension 0 may be the batch.");
            }
        }

        this.dimensions = dimensions.ToArray();
    }

    /// <summary>The shape of a scalar.</summary>
    public static Shape Scalar { get; } = new();

    /// <summary>How many dimensions there are.</summary>
    public int Rank => dimensions.Length;

    /// <summary>True if dimension 0 is a multiple of the batch size.</summary>
    public bool HasBatch => dimensions.Length > 0 && dimensions[0] < 0;

    /// <summary>True if a length is known only when data arrive.</summary>
    public bool HasUnknown => dimensions.Contains(Unknown);

    /// <summary>The dimensions, -k for k·B.</summary>
    public ReadOnlySpan<int> Dimensions => dimensions;

    /// <summary>A dimension, counted from the end if negative; -k for k·B.</summary>
    public int this[int axis] => dimensions[axis < 0 ? axis + dimensions.Length : axis];

    /// <summary>The last dimension.</summary>
    public int Last => dimensions[^1];

    /// <summary>How many elements a tensor of this shape has at a batch size.</summary>
    public int Count(int batch)
    {
        long count = 1;
        foreach (int dimension in dimensions)
        {
            count *= dimension < 0 ? (long)-dimension * batch : dimension;
        }

        return checked((int)count);
    }

    /// <summary>The elements without the batch: k times the numbers for a shape [k·B, ...].</summary>
    public int CountPerRow => Count(1);

    /// <summary>This shape with the numbers of a batch size in place.</summary>
    public Shape At(int batch) => HasBatch ? With(0, -dimensions[0] * batch) : this;

    /// <summary>This shape with another dimension on one axis.</summary>
    public Shape With(int axis, int dimension)
    {
        int[] changed = [.. dimensions];
        changed[axis < 0 ? axis + Rank : axis] = dimension;
        return new Shape(changed);
    }

    /// <summary>This shape with a number for each unknown length.</summary>
    public Shape Fill(int length) => new([.. dimensions.Select(d => d == Unknown ? length : d)]);

    /// <summary>This shape without one axis.</summary>
    public Shape Without(int axis)
    {
        int removed = axis < 0 ? axis + Rank : axis;
        return new Shape([.. dimensions[..removed], .. dimensions[(removed + 1)..]]);
    }

    /// <summary>This shape with an axis put in.</summary>
    public Shape Insert(int axis, int dimension)
    {
        int at = axis < 0 ? axis + Rank + 1 : axis;
        return new Shape([.. dimensions[..at], dimension, .. dimensions[at..]]);
    }

    /// <summary>The one shape that two shapes can both be, a length that only data know taken from the other one; null if they differ.</summary>
    public static Shape? Same(Shape a, Shape b)
    {
        if (a.Rank != b.Rank) return null;
        int[] result = new int[a.Rank];
        for (int axis = 0; axis < result.Length; axis++)
        {
            int x = a.dimensions[axis], y = b.dimensions[axis];
            if (x != y && x != Unknown && y != Unknown) return null;
            result[axis] = x == Unknown ? y : x;
        }

        return new Shape(result);
    }

    /// <summary>
    /// The shape that two shapes broadcast to by NumPy's rule, or null if they do not. A length that only data know fits every other one, which it takes over
    /// unless that is 1.
    /// </summary>
    public static Shape? Broadcast(Shape a, Shape b)
    {
        int rank = Math.Max(a.Rank, b.Rank);
        int[] result = new int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int x = i <= a.Rank ? a.dimensions[^i] : 1, y = i <= b.Rank ? b.dimensions[^i] : 1;
            if (x != y && x != 1 && y != 1 && x != Unknown && y != Unknown) return null;
            result[^i] = x == 1 || (x == Unknown && y != 1) ? y : x;
            if (result[^i] < 0 && i != rank) return null;
        }

        return new Shape(result);
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && dimensions.AsSpan().SequenceEqual(other.dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int dimension in dimensions) hash.Add(dimension);
        return hash.ToHashCode();
    }

    /// <summary>The shape as people write it: <c>[B, 8, 2]</c>.</summary>
    public override string ToString() =>
        "[" + string.Join(", ", dimensions.Select(d => d switch
        {
            -1 => "B",
            Unknown => "None",
            < 0 => string.Create(CultureInfo.InvariantCulture, $"{-d}·B"),
            _ => d.ToString(CultureInfo.InvariantCulture),
        })) + "]";
}
