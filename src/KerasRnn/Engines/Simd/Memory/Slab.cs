namespace KerasRnn.Engines.Simd.Memory;

/// <summary>
/// Variables that were added together, side by side in one block. Each begins at a multiple of <see cref="NativeBlock.Alignment"/>, so two
/// slabs of equal shapes have equal layouts: a weight and its optimizer slots lie at one offset.
/// </summary>
internal sealed class Slab : IDisposable
{
    public Slab(IReadOnlyList<Variable> variables)
    {
        Variables = variables;
        Offsets = new long[variables.Count];
        long length = 0;
        for (int i = 0; i < variables.Count; i++)
        {
            Offsets[i] = length;
            length += NativeBlock.Pad(variables[i].Count);
        }

        Block = new NativeBlock(length);
        for (int i = 0; i < variables.Count; i++) variables[i].CopyTo(Block.Slice(Offsets[i], variables[i].Count));
    }

    public IReadOnlyList<Variable> Variables { get; }

    public long[] Offsets { get; }

    public NativeBlock Block { get; }

    public void Dispose() => Block.Dispose();
}
