namespace KerasRnn.Engines.Simd.Memory;

/// <summary>
/// Memory that holds one tensor, and views of it: c + k·B floats, alive from the step that writes it to the last one that reads it. Storage
/// with a block of its own (variables, constants) is not planned.
/// </summary>
internal sealed class Storage(Shape shape)
{
    public Shape Shape { get; } = shape;

    public NativeBlock? Block { get; set; }

    public long Offset { get; set; }

    /// <summary>Whether something outside the steps writes or reads it: inputs, sizes and outputs keep their memory for good.</summary>
    public bool IsPinned { get; set; }

    public int First { get; set; } = int.MaxValue;

    public int Last { get; set; } = -1;

    /// <summary>A storage of the same size that dies in the step where this one is born: it hands its memory over.</summary>
    public Storage? TakesOver { get; set; }

    public long Size(int batch) => NativeBlock.Pad(Shape.Count(batch));

    public void Use(int step)
    {
        First = Math.Min(First, step);
        Last = Math.Max(Last, step);
    }
}
