using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>
/// All that this engine knows of one op: where its result lies, its backward rule, what it can be fused with, and the step that computes it.
/// There is one for each op of the set and for each private one that gradients are written in.
/// </summary>
internal abstract class SimdOperation
{
    /// <summary>The record that it belongs to.</summary>
    public abstract Type Op { get; }

    /// <summary>Whether the value is there before the first step.</summary>
    public virtual bool IsLeaf => false;

    /// <summary>Whether each element of the result is a function of the elements at its place: it can be an instruction of a chain.</summary>
    public virtual bool IsElementwise(Op op) => false;

    /// <summary>For a result that lies within the first operand's memory: how many elements behind its start; else null.</summary>
    public virtual long? ViewOffset(Node node) => null;

    /// <summary>Whether the step can add a bias and apply an activation while it writes.</summary>
    public virtual bool TakesEpilogue(Node node) => false;

    /// <summary>Whether the step passes over the rows of its last operand and can add them up on the way: a kernel's gradient and that of the bias beside it.</summary>
    public virtual bool TakesColumnSums(Node node) => false;

    /// <summary>Whether an instruction can read an operand as a tile that repeats.</summary>
    public virtual bool ReadsTiles(int slot) => true;

    /// <summary>
    /// The backward rule: from the gradients of the outputs (null where none arrives) those of the operands, by slot. Ties, kinks and NaN as the docs of the
    /// records say. A rule may leave out what is not wanted.
    /// </summary>
    public abstract KerasTensor?[] Differentiate(Node node, KerasTensor?[] g, bool[] wanted);

    /// <summary>Adds the steps of a group that this node heads.</summary>
    public abstract void Emit(Node node, Emitter emitter);

    /// <summary>The instruction of an elementwise op.</summary>
    public abstract ChainInstruction Instruct(Op op, ChainOperand[] x, ChainOperand y);

    protected static KerasTensor Apply(Op op, params ReadOnlySpan<KerasTensor?> operands)
    {
        foreach (KerasTensor? operand in operands)
        {
            if (operand is not null) return operand.Trace.Apply(op, operands)[0];
        }

        throw Throw.Operation($"{op.Word} has no operand.");
    }
}

/// <summary>The rules of an op of a known type; what it does not say it does not do.</summary>
internal abstract class SimdOperation<TOp> : SimdOperation
    where TOp : Op
{
    public sealed override Type Op => typeof(TOp);

    public sealed override KerasTensor?[] Differentiate(Node node, KerasTensor?[] g, bool[] wanted) => Differentiate((TOp)node.Op, node, g, wanted);

    public sealed override void Emit(Node node, Emitter emitter) => Emit((TOp)node.Op, node, emitter);

    public sealed override ChainInstruction Instruct(Op op, ChainOperand[] x, ChainOperand y) => Instruct((TOp)op, x, y);

    protected virtual KerasTensor?[] Differentiate(TOp op, Node node, KerasTensor?[] g, bool[] wanted) =>
        throw Throw.NotSupported($"{node.Origin}: the simd engine has no gradient of {op.Word}. Write it in ops that have one.");

    protected virtual void Emit(TOp op, Node node, Emitter emitter) =>
        throw Throw.Operation($"{op.Word} is computed as part of another step. This is a mistake in the engine.");

    protected virtual ChainInstruction Instruct(TOp op, ChainOperand[] x, ChainOperand y) =>
        throw Throw.Operation($"{op.Word} is no instruction of a chain. This is a mistake in the engine.");
}
