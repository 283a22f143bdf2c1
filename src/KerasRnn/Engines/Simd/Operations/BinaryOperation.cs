using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;
using static KerasRnn.Ops;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>y = f(a, b).</summary>
internal sealed class BinaryOperation : ElementwiseOperation<BinaryOp>
{
    protected override KerasTensor?[] Differentiate(BinaryOp op, Node node, KerasTensor?[] g, bool[] wanted)
    {
        (KerasTensor a, KerasTensor b) = (node.Inputs[0], node.Inputs[1]);
        return [wanted[0] ? First(op.Function, a, b, g[0]!) : null, wanted[1] ? Second(op.Function, a, b, node.Outputs[0], g[0]!) : null];
    }

    protected override ChainInstruction Instruct(BinaryOp op, ChainOperand[] x, ChainOperand y) => new(ChainFunction.Binary, (int)op.Function, x[0], x[1], null, y);

    private static KerasTensor? First(Binary function, KerasTensor a, KerasTensor b, KerasTensor g) => function switch
    {
        Binary.Add or Binary.Subtract => SumTo(g, a.Shape),
        Binary.Multiply => SumTo(g * b, a.Shape),
        Binary.Divide => SumTo(g / b, a.Shape),
        Binary.Maximum => SumTo(Select(Less(a, b), Zero(g), g), a.Shape),
        Binary.Minimum => SumTo(Select(Less(b, a), Zero(g), g), a.Shape),
        Binary.Pow => SumTo(g * (b * Pow(a, b - 1)), a.Shape),
        _ => null,
    };

    private static KerasTensor? Second(Binary function, KerasTensor a, KerasTensor b, KerasTensor y, KerasTensor g) => function switch
    {
        Binary.Add => SumTo(g, b.Shape),
        Binary.Subtract => SumTo(g, b.Shape) * -1,
        Binary.Multiply => SumTo(g * a, b.Shape),
        Binary.Divide => SumTo(g * (y / b), b.Shape) * -1,
        Binary.Maximum => SumTo(Select(Less(a, b), g, Zero(g)), b.Shape),
        Binary.Minimum => SumTo(Select(Less(b, a), g, Zero(g)), b.Shape),
        Binary.Pow => SumTo(g * Select(Less(Zero(a), a), y * Log(a), Zero(a)), b.Shape),
        _ => null,
    };
}
