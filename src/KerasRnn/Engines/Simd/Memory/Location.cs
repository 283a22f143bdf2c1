namespace KerasRnn.Engines.Simd.Memory;

/// <summary>
/// Where a tensor lies now. Steps hold locations; a plan moves them when the batch grows and shortens them when it shrinks,
/// so that a run looks up nothing.
/// </summary>
internal sealed unsafe class Location
{
    private float* pointer;
    private int length;

    public Span<float> Span => new(pointer, length);

    public float* Pointer => pointer;

    public int Length => length;

    public ref float Scalar => ref *pointer;

    public void Set(NativeBlock block, long offset, int count)
    {
        pointer = block.At(offset, count);
        length = count;
    }
}
