using KerasRnn.Graph;

namespace KerasRnn;

/// <summary>
/// What layers, losses, metrics and optimizers are written in: the ops of the graph and compositions of them. Binary functions
/// broadcast as NumPy does. What is written in them trains on every engine.
/// </summary>
public static partial class Ops
{
    /// <summary>|x|; derivative sign(x), 0 at 0.</summary>
    public static KerasTensor Abs(KerasTensor x) => Apply(Unary.Abs, x);

    /// <summary>-1, 0 or 1. No gradient.</summary>
    public static KerasTensor Sign(KerasTensor x) => Apply(Unary.Sign, x);

    /// <summary>x².</summary>
    public static KerasTensor Square(KerasTensor x) => Apply(Unary.Square, x);

    /// <summary>√x.</summary>
    public static KerasTensor Sqrt(KerasTensor x) => Apply(Unary.Sqrt, x);

    /// <summary>e^x.</summary>
    public static KerasTensor Exp(KerasTensor x) => Apply(Unary.Exp, x);

    /// <summary>e^x - 1, exact near 0.</summary>
    public static KerasTensor Expm1(KerasTensor x) => Apply(Unary.Expm1, x);

    /// <summary>ln x.</summary>
    public static KerasTensor Log(KerasTensor x) => Apply(Unary.Log, x);

    /// <summary>tanh x.</summary>
    public static KerasTensor Tanh(KerasTensor x) => Apply(Unary.Tanh, x);

    /// <summary>1/(1 + e^-x).</summary>
    public static KerasTensor Sigmoid(KerasTensor x) => Apply(Unary.Sigmoid, x);

    /// <summary>ln(1 + e^x).</summary>
    public static KerasTensor Softplus(KerasTensor x) => Apply(Unary.Softplus, x);

    /// <summary>The complementary error function.</summary>
    public static KerasTensor Erfc(KerasTensor x) => Apply(Unary.Erfc, x);

    /// <summary>max(0, x); derivative 0 at 0.</summary>
    public static KerasTensor Relu(KerasTensor x) => Apply(Unary.Relu, x);

    /// <summary>x, through which no gradient flows.</summary>
    public static KerasTensor StopGradient(KerasTensor x) => Apply(Unary.StopGradient, x);

    /// <summary>a + b.</summary>
    public static KerasTensor Add(KerasTensor a, KerasTensor b) => BinaryOp.Apply(Binary.Add, a, b);

    /// <summary>a - b.</summary>
    public static KerasTensor Subtract(KerasTensor a, KerasTensor b) => BinaryOp.Apply(Binary.Subtract, a, b);

    /// <summary>a·b.</summary>
    public static KerasTensor Multiply(KerasTensor a, KerasTensor b) => BinaryOp.Apply(Binary.Multiply, a, b);

    /// <summary>a/b.</summary>
    public static KerasTensor Divide(KerasTensor a, KerasTensor b) => BinaryOp.Apply(Binary.Divide, a, b);

    /// <summary>The larger; a tie gives the whole gradient to a.</summary>
    public static KerasTensor Maximum(KerasTensor a, KerasTensor b) => BinaryOp.Apply(Binary.Maximum, a, b);

    /// <summary>The smaller; a tie gives the whole gradient to a.</summary>
    public static KerasTensor Minimum(KerasTensor a, KerasTensor b) => BinaryOp.Apply(Binary.Minimum, a, b);

    /// <summary>a^b.</summary>
    public static KerasTensor Pow(KerasTensor a, KerasTensor b) => BinaryOp.Apply(Binary.Pow, a, b);

    /// <summary>1 where equal, else 0. No gradient.</summary>
    public static KerasTensor Equal(KerasTensor a, KerasTensor b) => BinaryOp.Apply(Binary.Equal, a, b);

    /// <summary>1 where a is less than b, else 0. No gradient.</summary>
    public static KerasTensor Less(KerasTensor a, KerasTensor b) => BinaryOp.Apply(Binary.Less, a, b);

    /// <summary>
    /// a where the condition is not 0, else b. Both are computed: an infinity on the side not taken makes the gradient NaN, so guard
    /// the argument (as elu does: <c>Expm1(Minimum(x, 0))</c>).
    /// </summary>
    public static KerasTensor Select(KerasTensor condition, KerasTensor a, KerasTensor b) =>
        condition.Trace.Apply(new SelectOp(), condition, a, b)[0];

    private static KerasTensor Apply(Unary function, KerasTensor x) => x.Trace.Apply(new UnaryOp(function), x)[0];
}
