using KerasRnn.Graph;

namespace KerasRnn.Reference;

internal sealed class UnaryKernel(Unary function) : Kernel
{
    public override NdArray[] Forward(Operands<NdArray> x, int[][] shapes) =>
        [new NdArray(shapes[0], [.. x[0].Data.Select(Value)])];

    public override NdArray?[] Backward(Operands<NdArray> x, NdArray[] y, NdArray?[] g)
    {
        if (g[0] is null || function is Unary.Sign or Unary.StopGradient) return [null];
        NdArray dx = NdArray.Like(x[0]);
        for (int i = 0; i < dx.Count; i++) dx.Data[i] = g[0]!.Data[i] * Slope(x[0].Data[i], y[0].Data[i]);
        return [dx];
    }

    private double Value(double x) => function switch
    {
        Unary.Abs => Math.Abs(x),
        Unary.Sign => x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : double.NaN,
        Unary.Square => x * x,
        Unary.Sqrt => Math.Sqrt(x),
        Unary.Exp => Math.Exp(x),
        Unary.Expm1 => Functions.Expm1(x),
        Unary.Log => Math.Log(x),
        Unary.Tanh => Math.Tanh(x),
        Unary.Sigmoid => Functions.Sigmoid(x),
        Unary.Softplus => Functions.Softplus(x),
        Unary.Erfc => Functions.Erfc(x),
        Unary.Relu => x < 0 ? 0 : x,
        Unary.StopGradient => x,
        _ => throw new NotSupportedException($"The reference engine has no function {function}."),
    };

    private double Slope(double x, double y) => function switch
    {
        Unary.Abs => x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : double.NaN,
        Unary.Square => 2 * x,
        Unary.Sqrt => 1 / (2 * y),
        Unary.Exp => y,
        Unary.Expm1 => Math.Exp(x),
        Unary.Log => 1 / x,
        Unary.Tanh => 1 - (y * y),
        Unary.Sigmoid => y * (1 - y),
        Unary.Softplus => Functions.Sigmoid(x),
        Unary.Erfc => -2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x),
        Unary.Relu => y > 0 ? 1 : 0,
        _ => throw new NotSupportedException($"The reference engine has no derivative of {function}."),
    };
}
