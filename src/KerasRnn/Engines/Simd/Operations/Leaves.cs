using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>Values that are there before the first step: the memory map knows where.</summary>
internal abstract class LeafOperation<TOp> : SimdOperation<TOp>
    where TOp : Op
{
    public sealed override bool IsLeaf => true;
}

/// <summary>What the host feeds.</summary>
internal sealed class InputOperation : LeafOperation<InputOp>;

/// <summary>Numbers of the program.</summary>
internal sealed class ConstantOperation : LeafOperation<ConstantOp>;

/// <summary>The memory of a variable.</summary>
internal sealed class VariableOperation : LeafOperation<VariableOp>;

/// <summary>A number that is known once the batch is.</summary>
internal sealed class SizeOperation : LeafOperation<SizeOp>;
