using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Graph;

namespace KerasRnn.Tests.Engines.Simd.Kernels;

[Trait("Vectors", "all")]
public sealed class FunctionTests : KernelTests
{
    private static readonly float[] Special =
    [
        0, -0f, 1, -1, 0.5f, -0.5f, float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1.17549435e-38f, 1e-20f, -1e-20f, float.MaxValue, float.MinValue,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN, 9.02f, -9.02f, 20, -20, 88.7f, 88.73f, 89, 90, 104, -87.3f, -87.4f, -103.9f, -104, -105, 10, -10, 10.1f, 12, 1e10f, -1e10f,
    ];

    public static TheoryData<Unary, double> Bounds => new()
    {
        { Unary.Exp, 1.05 },
        { Unary.Expm1, 1.6 },
        { Unary.Log, 1.05 },
        { Unary.Tanh, 2.6 },
        { Unary.Sigmoid, 2.5 },
        { Unary.Softplus, 1.9 },
        { Unary.Erfc, 4.2 },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Every_float_is_within_a_few_units_in_the_last_place(Unary function, double bound)
    {
        // Numbers that a machine without fused multiply-add rounds twice.
        if (!System.Runtime.Intrinsics.X86.Fma.IsSupported && !System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported) bound *= 1.6;
        const long stride = 9973;
        float[] x = [.. Special, .. Enumerable.Range(0, (int)((1L << 32) / stride)).Select(i => BitConverter.UInt32BitsToSingle((uint)(i * stride)))];
        float[] y = new float[x.Length];
        Elementwise.Apply(function, x, y);
        for (int i = 0; i < x.Length; i++)
        {
            double exact = Exact(function, x[i]);
            float rounded = (float)exact;
            if (!float.IsFinite(rounded) || rounded == 0) Assert.True(rounded.Equals(y[i]) || Math.Abs(y[i]) <= float.Epsilon, $"{function}({x[i]:R}) = {y[i]:R}, expected {rounded:R}");
            else
            {
                double unit = Math.ScaleB(1, Math.Max(-126, Math.ILogB(exact)) - 23);
                Assert.True(Math.Abs(y[i] - exact) <= bound * unit, $"{function}({x[i]:R}) = {y[i]:R}, expected {exact:R}: {Math.Abs(y[i] - exact) / unit} units");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Bits_depend_on_neither_width_nor_position(Unary function)
    {
        float[] x = [.. Special, .. Numbers(3000, 1).Select((v, i) => v * (i % 3 == 0 ? 100 : i % 3 == 1 ? 8 : 1))];
        float[] whole = SameAtEveryWidth(() =>
        {
            float[] y = new float[x.Length];
            Elementwise.Apply(function, x, y);
            return y;
        });
        AtEveryWidth(() =>
        {
            float[] one = new float[1];
            for (int i = 0; i < x.Length; i++)
            {
                Elementwise.Apply(function, x.AsSpan(i, 1), one);
                AssertSame(whole.AsSpan(i, 1), one);
            }
        });
    }

    [Fact]
    public void Tanh_stays_within_1_keeps_signs_and_is_odd()
    {
        float[] x = [.. Enumerable.Range(0, 100_000).Select(i => i * 1.5e-4f)];
        float[] y = new float[x.Length], mirrored = new float[x.Length];
        Elementwise.Apply(Unary.Tanh, x, y);
        Elementwise.Apply(Unary.Tanh, [.. x.Select(v => -v)], mirrored);
        Assert.All(y, v => Assert.InRange(v, 0, 1));
        AssertSame(y, [.. mirrored.Select(v => -v)]);
        Assert.Equal(1, y[^1]);
    }

    [Fact]
    public void Simple_functions_are_exact_and_keep_NaN()
    {
        AtEveryWidth(() =>
        {
            AssertUnary(Unary.Abs, Math.Abs);
            AssertUnary(Unary.Sign, v => float.IsNaN(v) ? v : v > 0 ? 1 : v < 0 ? -1 : v);
            AssertUnary(Unary.Square, v => v * v);
            AssertUnary(Unary.Sqrt, MathF.Sqrt);
            AssertUnary(Unary.Relu, v => v <= 0 ? 0 : v);
            AssertUnary(Unary.StopGradient, v => v);
        });
    }

    public static TheoryData<Unary> Functions => [.. Enum.GetValues<Unary>()];

    private static void AssertUnary(Unary function, Func<float, float> exact)
    {
        float[] y = new float[Special.Length];
        Elementwise.Apply(function, Special, y);
        AssertSame([.. Special.Select(exact)], y);
    }

    private static double Exact(Unary function, double x) => function switch
    {
        Unary.Exp => Math.Exp(x),
        Unary.Expm1 => Expm1(x),
        Unary.Log => Math.Log(x),
        Unary.Tanh => Math.Tanh(x),
        Unary.Sigmoid => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x)),
        Unary.Softplus => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x))),
        _ => Erfc(x),
    };

    private static double Expm1(double x)
    {
        if (Math.Abs(x) < 1e-5) return x + (x * x / 2) + (x * x * x / 6);
        double e = Math.Exp(x);
        return Math.Abs(x) < 1 ? (e - 1) * x / Math.Log(e) : e - 1;
    }

    private static double Log1p(double y)
    {
        double sum = 1 + y;
        return sum == 1 ? y : Math.Log(sum) * y / (sum - 1);
    }

    // A power series near 0, a continued fraction beyond.
    private static double Erfc(double x)
    {
        double a = Math.Abs(x), value;
        if (double.IsNaN(x)) return x;
        if (a < 2)
        {
            double term = a, sum = a;
            for (int n = 1; n < 80; n++)
            {
                term *= -a * a / n;
                sum += term / ((2 * n) + 1);
            }

            value = 1 - (sum * 2 / Math.Sqrt(Math.PI));
        }
        else
        {
            double fraction = 0;
            for (int n = 120; n > 0; n--) fraction = n / 2.0 / (a + fraction);
            value = Math.Exp(-a * a) / Math.Sqrt(Math.PI) / (a + fraction);
        }

        return x < 0 ? 2 - value : value;
    }
}
