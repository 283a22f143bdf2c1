using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Graph;

namespace KerasRnn.Tests.Engines.Simd.Kernels;

[Trait("Vectors", "all")]
public sealed class ElementwiseTests : KernelTests
{
    private static readonly float[] Corners = [0, -0f, 1, -1, 2, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1e-40f, float.MaxValue];

    public static TheoryData<Binary> BinaryFunctions => [.. Enum.GetValues<Binary>()];

    public static TheoryData<Unary> UnaryFunctions => [.. Enum.GetValues<Unary>()];

    [Theory]
    [MemberData(nameof(BinaryFunctions))]
    public void Binary_functions_are_exact_at_every_length_and_write_nothing_beyond(Binary function)
    {
        AtEveryWidth(() =>
        {
            for (int n = 0; n <= 257; n++)
            {
                float[] a = Mixed(n, 1), b = Mixed(n, 2), y = [.. Enumerable.Repeat(7f, n + 20)];
                Elementwise.Apply(function, a, b, y.AsSpan(0, n));
                AssertSame([.. a.Select((v, i) => Exact(function, v, b[i]))], y.AsSpan(0, n));
                Assert.All(y[n..], v => Assert.Equal(7, v));
            }
        });
    }

    [Theory]
    [MemberData(nameof(BinaryFunctions))]
    public void Corners_meet_corners(Binary function)
    {
        float[] a = [.. Corners.SelectMany(v => Corners.Select(_ => v))], b = [.. Corners.SelectMany(_ => Corners)];
        AtEveryWidth(() =>
        {
            float[] y = new float[a.Length];
            Elementwise.Apply(function, a, b, y);
            AssertSame([.. a.Select((v, i) => Exact(function, v, b[i]))], y);
        });
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 24)]
    [InlineData(8, 6)]
    [InlineData(96, 32)]
    [InlineData(480, 96)]
    [InlineData(160, 2)]
    [InlineData(1, 960)]
    public void Shorter_operands_repeat(int lengthA, int lengthB)
    {
        const int n = 960;
        float[] a = Numbers(lengthA, 1), b = Numbers(lengthB, 2), c = [.. Numbers(12, 3).Select(v => v > 0 ? 1f : 0)];
        AtEveryWidth(() =>
        {
            float[] y = new float[n];
            Elementwise.Apply(Binary.Subtract, a, b, y);
            AssertSame([.. Enumerable.Range(0, n).Select(i => a[i % lengthA] - b[i % lengthB])], y);
            Elementwise.Select(c, a, b, y);
            AssertSame([.. Enumerable.Range(0, n).Select(i => c[i % 12] != 0 ? a[i % lengthA] : b[i % lengthB])], y);
            Elementwise.Backward(Unary.Square, a, b, y);
            AssertSame([.. Enumerable.Range(0, n).Select(i => a[i % lengthA] * (b[i % lengthB] + b[i % lengthB]))], y);
            Elementwise.Apply(Unary.Abs, a, y);
            AssertSame([.. Enumerable.Range(0, n).Select(i => Math.Abs(a[i % lengthA]))], y);
        });
    }

    [Fact]
    public void Select_takes_NaN_for_true_and_the_destination_may_be_an_operand()
    {
        AtEveryWidth(() =>
        {
            for (int n = 0; n <= 257; n++)
            {
                float[] c = [.. Numbers(n, 1).Select((v, i) => i % 5 == 0 ? float.NaN : i % 3 == 0 ? -0f : v)], a = Mixed(n, 2), b = Mixed(n, 3);
                float[] expected = [.. c.Select((v, i) => v != 0 ? a[i] : b[i])];
                Elementwise.Select(c, a, b, b);
                AssertSame(expected, b);
                float[] sum = [.. a.Select((v, i) => v + c[i])];
                Elementwise.Apply(Binary.Add, a, c, a);
                AssertSame(sum, a);
            }
        });
    }

    [Theory]
    [MemberData(nameof(UnaryFunctions))]
    public void Derivatives_are_those_of_the_table(Unary function)
    {
        float[] value = [.. Numbers(257, 1), .. Corners], g = Numbers(value.Length, 2);
        float[] sign = new float[value.Length], sigmoid = new float[value.Length];
        Elementwise.Apply(Unary.Sign, value, sign);
        Elementwise.Apply(Unary.Sigmoid, value, sigmoid);
        float[] dx = SameAtEveryWidth(() =>
        {
            float[] result = new float[value.Length];
            Elementwise.Backward(function, g, value, result);
            return result;
        });
        for (int i = 0; i < value.Length; i++)
        {
            float v = value[i], d = g[i];
            if (function == Unary.Erfc)
            {
                float exact = (float)(d * -2 / Math.Sqrt(Math.PI) * Math.Exp(-(double)v * v));
                Assert.True(exact.Equals(dx[i]) || Math.Abs(dx[i] - exact) <= 4e-7 * Math.Abs(exact) + 1e-44, $"at {v:R}: {dx[i]:R}, expected {exact:R}");
                continue;
            }

            float expected = function switch
            {
                Unary.Abs => d * sign[i],
                Unary.Square => d * (v + v),
                Unary.Sqrt => d / (v + v),
                Unary.Exp => d * v,
                Unary.Expm1 => d * (v + 1),
                Unary.Log => d / v,
                Unary.Tanh => d * (1 - (v * v)),
                Unary.Sigmoid => d * (v * (1 - v)),
                Unary.Softplus => d * sigmoid[i],
                Unary.Relu => v > 0 ? d : 0,
                _ => 0,
            };
            AssertSame([expected], [dx[i]]);
        }
    }

    [Fact]
    public void Activations_of_epilogues_have_the_derivatives_of_their_values()
    {
        float[] y = [-1, -0.25f, 0, 0.25f, 0.5f, 1, 2, float.NaN], g = [3, 3, 3, 3, 3, 3, 3, 3];
        AtEveryWidth(() =>
        {
            AssertSame([3, 3, 3, 3, 3, 3, 3, 3], Backward(RecurrentActivation.Linear));
            AssertSame([0, 2.8125f, 3, 2.8125f, 2.25f, 0, -9, float.NaN], Backward(RecurrentActivation.Tanh));
            AssertSame([-6, -0.9375f, 0, 0.5625f, 0.75f, 0, -6, float.NaN], Backward(RecurrentActivation.Sigmoid));
            AssertSame([0, 0, 0, 3, 3, 3, 3, 0], Backward(RecurrentActivation.Relu));
            AssertSame([0, 0, 0, 0.5f, 0.5f, 0, 0, 0], Backward(RecurrentActivation.HardSigmoid));
        });

        float[] Backward(RecurrentActivation activation)
        {
            float[] dx = new float[y.Length];
            Elementwise.Backward(activation, g, y, dx);
            return dx;
        }
    }

    [Fact]
    public void Accumulation_rounds_product_and_sum_apart()
    {
        AtEveryWidth(() =>
        {
            for (int n = 0; n <= 257; n++)
            {
                float[] x = Numbers(n, 1), y = Numbers(n, 2), expected = [.. y.Select((v, i) => Sum(v, x[i] * 0.3f))];
                Elementwise.Accumulate(x, 0.3f, y);
                AssertSame(expected, y);
            }
        });

        static float Sum(float a, float b) => a + b;
    }

    private static float[] Mixed(int n, int seed) => [.. Numbers(n, seed).Select((v, i) => i % 11 == 3 ? Corners[(i + seed) % Corners.Length] : i % 7 == 2 ? 0.5f : v)];

    private static float Exact(Binary function, float a, float b) => function switch
    {
        Binary.Add => a + b,
        Binary.Subtract => a - b,
        Binary.Multiply => a * b,
        Binary.Divide => a / b,
        Binary.Maximum => a < b || float.IsNaN(b) ? b : a,
        Binary.Minimum => b < a || float.IsNaN(b) ? b : a,
        Binary.Pow => (float)Math.Pow(a, b),
        Binary.Equal => a == b ? 1 : 0,
        _ => a < b ? 1 : 0,
    };
}
