using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>Activations of single numbers and their derivatives from the value.</summary>
internal static class Scalar
{
    public static float Activate(RecurrentActivation activation, float x) => activation switch
    {
        RecurrentActivation.Tanh => MathF.Tanh(x),
        RecurrentActivation.Sigmoid => 1 / (1 + MathF.Exp(-x)),
        RecurrentActivation.Relu => x <= 0 ? 0 : x,
        RecurrentActivation.HardSigmoid => MathF.Min(6, x + 3 <= 0 ? 0 : x + 3) / 6,
        _ => x,
    };

    public static float Derivative(RecurrentActivation activation, float y) => activation switch
    {
        RecurrentActivation.Tanh => 1 - (y * y),
        RecurrentActivation.Sigmoid => y * (1 - y),
        RecurrentActivation.Relu => y > 0 ? 1 : 0,
        RecurrentActivation.HardSigmoid => y > 0 && y < 1 ? 1 / 6f : 0,
        _ => 1,
    };

    public static double Erfc(double x)
    {
        if (double.IsNaN(x)) return x;
        double a = Math.Abs(x), value;
        if (a < 2)
        {
            double term = a, sum = a;
            for (int n = 1; n < 60; n++)
            {
                term *= -a * a / n;
                sum += term / ((2 * n) + 1);
            }

            value = 1 - (sum * 2 / Math.Sqrt(Math.PI));
        }
        else
        {
            double fraction = 0;
            for (int n = 80; n > 0; n--) fraction = n / 2.0 / (a + fraction);
            value = Math.Exp(-a * a) / Math.Sqrt(Math.PI) / (a + fraction);
        }

        return x < 0 ? 2 - value : value;
    }
}
