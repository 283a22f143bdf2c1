namespace KerasRnn;

/// <summary>One array of data: rows side by side.</summary>
[StackTraceHidden]
internal sealed class Rows
{
    private readonly float[] values;
    private readonly int offset;

    public Rows(float[] values, int[] lengths, int offset = 0)
    {
        if (lengths.Length == 0) throw Throw.Argument("Data has rows; got a scalar. Give it a first axis of rows.");
        this.values = values;
        this.offset = offset;
        Lengths = lengths;
        Width = 1;
        foreach (int length in lengths.AsSpan(1)) Width *= length;
    }

    public int[] Lengths { get; }

    public int Count => Lengths[0];

    /// <summary>The elements of a row.</summary>
    public int Width { get; }

    public ReadOnlySpan<float> Row(int row) => values.AsSpan(offset + (row * Width), Width);

    public ReadOnlySpan<float> All => values.AsSpan(offset, Count * Width);

    /// <summary>The shape with the batch, or a fixed number of rows, in front.</summary>
    public Shape ShapeWith(int batch) => new([batch, .. Lengths.AsSpan(1)]);

    public Rows Range(int start, int count) => new(values, [count, .. Lengths.AsSpan(1)], offset + (start * Width));

    /// <summary>Copies rows in an order into a buffer.</summary>
    public void Gather(ReadOnlySpan<int> order, Span<float> destination)
    {
        for (int i = 0; i < order.Length; i++) Row(order[i]).CopyTo(destination[(i * Width)..]);
    }

    /// <summary>Refuses NaN and infinity, which would silently spoil every weight.</summary>
    public void CheckFinite(string what)
    {
        ReadOnlySpan<float> all = All;
        for (int i = 0; i < all.Length; i++)
        {
            if (float.IsFinite(all[i])) continue;
            throw Throw.Argument($"{what} expects finite numbers; got {(float.IsNaN(all[i]) ? "NaN" : "infinity")} at {Place(i)}. Remove or replace such rows.");
        }
    }

    // The index of a number, rows first: [3, 2, 1].
    private string Place(int element)
    {
        int[] index = new int[Lengths.Length];
        for (int axis = Lengths.Length - 1; axis >= 0; axis--) (element, index[axis]) = Math.DivRem(element, Lengths[axis]);
        return $"[{string.Join(", ", index)}]";
    }

    public override string ToString() => $"[{string.Join(", ", Lengths)}]";
}
