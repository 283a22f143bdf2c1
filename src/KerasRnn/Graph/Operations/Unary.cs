namespace KerasRnn.Graph;

/// <summary>Functions of one element, y = f(x), with the derivative that engines use.</summary>
public enum Unary
{
    /// <summary>|x|; derivative sign(x), 0 at 0.</summary>
    Abs,

    /// <summary>-1, 0 or 1; NaN stays. No gradient.</summary>
    Sign,

    /// <summary>x·x; derivative 2x.</summary>
    Square,

    /// <summary>√x; derivative 1/(2y).</summary>
    Sqrt,

    /// <summary>e^x; derivative y.</summary>
    Exp,

    /// <summary>e^x - 1 without cancellation; derivative y + 1.</summary>
    Expm1,

    /// <summary>ln x; derivative 1/x.</summary>
    Log,

    /// <summary>tanh x; derivative 1 - y².</summary>
    Tanh,

    /// <summary>1/(1 + e^-x); derivative y(1 - y).</summary>
    Sigmoid,

    /// <summary>ln(1 + e^x) without overflow; derivative sigmoid(x).</summary>
    Softplus,

    /// <summary>The complementary error function; derivative -(2/√π)·e^(-x²).</summary>
    Erfc,

    /// <summary>max(0, x); derivative 1 if y &gt; 0, else 0. NaN stays.</summary>
    Relu,

    /// <summary>x; no gradient.</summary>
    StopGradient,
}
