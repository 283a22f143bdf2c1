namespace KerasRnn.Reference;

/// <summary>Numbers with a shape, row-major, in double: the only data structure of this engine.</summary>
internal sealed class NdArray(int[] shape, double[] data)
{
    public NdArray(params int[] shape)
        : this(shape, new double[shape.Aggregate(1, (count, dimension) => count * dimension)])
    {
    }

    public int[] Shape { get; } = shape;

    public double[] Data { get; } = data;

    public int Rank => Shape.Length;

    public int Count => Data.Length;

    /// <summary>Elements of axes before <paramref name="axis"/>.</summary>
    public int Outer(int axis) => Shape.Take(axis).Aggregate(1, (count, dimension) => count * dimension);

    /// <summary>Elements of axes behind <paramref name="axis"/>.</summary>
    public int Inner(int axis) => Shape.Skip(axis + 1).Aggregate(1, (count, dimension) => count * dimension);

    public static NdArray Like(NdArray other) => new(other.Shape);

    public static NdArray Scalar(double value) => new([], [value]);

    /// <summary>Adds another array of the same shape.</summary>
    public void Accumulate(NdArray other)
    {
        for (int i = 0; i < Count; i++) Data[i] += other.Data[i];
    }
}
