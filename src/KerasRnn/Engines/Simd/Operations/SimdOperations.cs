using KerasRnn.Engines.Simd.Compilation;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>The list of all operations: the one place beside an op's own file.</summary>
internal static class SimdOperations
{
    public static OperationTable Table { get; } = new(
    [
        new InputOperation(),
        new ConstantOperation(),
        new VariableOperation(),
        new SizeOperation(),
        new UnaryOperation(),
        new UnaryGradientOperation(),
        new BinaryOperation(),
        new SelectOperation(),
        new ReduceOperation(),
        new BroadcastOperation(),
        new CopyOperation(),
        new MatMulOperation(),
        new Conv1DOperation(),
        new Conv1DInputGradientOperation(),
        new Conv1DKernelGradientOperation(),
        new SoftmaxOperation(),
        new SoftmaxGradientOperation(),
        new ReshapeOperation(),
        new TransposeOperation(),
        new ConcatOperation(),
        new SliceOperation(),
        new PlaceOperation(),
        new PadOperation(),
        new SimpleRnnOperation(),
        new SimpleRnnBackwardOperation(),
    ]);
}
