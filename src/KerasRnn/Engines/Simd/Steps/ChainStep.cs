using KerasRnn.Engines.Simd.Memory;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>
/// Elementwise ops on tensors of one size, interpreted block by block: what passes from one to the next stays in the first cache.
/// Every element sees the operations that it would see op by op, so the bits are the same.
/// </summary>
/// <param name="spread">Operands that repeat in a way no block can see as a whole, written out first.</param>
/// <param name="instructions">The functions in order.</param>
/// <param name="block">Elements of a block, a multiple of every repeated operand.</param>
/// <param name="whole">A tensor of the chain's size.</param>
internal sealed class ChainStep(StridedStep[] spread, ChainInstruction[] instructions, int block, Location whole) : Step
{
    public override void Bind(int batch)
    {
        foreach (StridedStep step in spread) step.Bind(batch);
    }

    public override void Run()
    {
        foreach (StridedStep step in spread) step.Run();
        int count = whole.Length;
        for (int start = 0; start < count; start += block)
        {
            int length = Math.Min(block, count - start);
            foreach (ref readonly ChainInstruction instruction in instructions.AsSpan()) instruction.Run(start, length);
        }
    }
}
