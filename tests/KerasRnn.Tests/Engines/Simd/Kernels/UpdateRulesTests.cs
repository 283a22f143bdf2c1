using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Graph;

namespace KerasRnn.Tests.Engines.Simd.Kernels;

/// <summary>One pass over a slab is the rule composed of ops, bit for bit, over several steps and at every length.</summary>
[Trait("Vectors", "all")]
public sealed class UpdateRulesTests : KernelTests
{
    [Fact]
    public void Sgd_equals_its_ops() => Check(
        0,
        (g, w, _) => UpdateRules.Sgd(g, 0.013f, w),
        (g, w, _) => Set(w, Minus(w, Times([0.013f], g))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Momentum_equals_its_ops(bool nesterov) => Check(
        1,
        (g, w, slots) => UpdateRules.Momentum(g, 0.013f, 0.9f, nesterov, slots[0], w),
        (g, w, slots) =>
        {
            Set(slots[0], Minus(Times(slots[0], [0.9f]), Times(g, [0.013f])));
            Set(w, Plus(w, nesterov ? Minus(Times(slots[0], [0.9f]), Times(g, [0.013f])) : slots[0]));
        });

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void RmsProp_equals_its_ops(bool centered, bool momentum) => Check(
        3,
        (g, w, s) => UpdateRules.RmsProp(g, 0.013f, 0.9f, 0.1f, 0.8f, 1e-7f, s[0], centered ? s[1] : [], momentum ? s[2] : [], w),
        (g, w, s) =>
        {
            Set(s[0], Plus(Times([0.9f], s[0]), Times([0.1f], Square(g))));
            float[] d = [.. s[0]];
            if (centered)
            {
                Set(s[1], Plus(Times([0.9f], s[1]), Times([0.1f], g)));
                d = Minus(d, Square(s[1]));
            }

            float[] step = Over(Times([0.013f], g), Root(Plus(d, [1e-7f])));
            if (momentum)
            {
                Set(s[2], Plus(Times([0.8f], s[2]), step));
                step = s[2];
            }

            Set(w, Minus(w, step));
        });

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 0.004f)]
    [InlineData(true, 0)]
    [InlineData(true, 0.004f)]
    public void Adam_equals_its_ops(bool amsgrad, float decay) => Check(
        3,
        (g, w, s) => UpdateRules.Adam(g, 0.0031f, 0.1f, 0.001f, 1e-7f, decay, 0.001f, s[0], s[1], amsgrad ? s[2] : [], w),
        (g, w, s) =>
        {
            if (decay != 0) Set(w, Minus(w, Times(Times(w, [decay]), [0.001f])));
            Set(s[0], Plus(s[0], Times(Minus(g, s[0]), [0.1f])));
            Set(s[1], Plus(s[1], Times(Minus(Square(g), s[1]), [0.001f])));
            if (amsgrad) Elementwise.Apply(Binary.Maximum, s[2], s[1], s[2]);
            Set(w, Minus(w, Over(Times(s[0], [0.0031f]), Plus(Root(amsgrad ? s[2] : s[1]), [1e-7f]))));
        });

    private static void Check(int slots, Action<float[], float[], float[][]> kernel, Action<float[], float[], float[][]> ops)
    {
        AtEveryWidth(() =>
        {
            for (int n = 1; n <= 257; n++)
            {
                float[] w = Numbers(n, 1), expected = [.. w];
                float[][] state = [.. Enumerable.Range(0, slots).Select(_ => new float[n])], expectedState = [.. state.Select(s => (float[])[.. s])];
                for (int step = 0; step < 3; step++)
                {
                    float[] g = Numbers(n, 10 + step);
                    kernel(g, w, state);
                    ops(g, expected, expectedState);
                }

                AssertSame(expected, w);
                for (int s = 0; s < slots; s++) AssertSame(expectedState[s], state[s]);
            }
        });
    }

    private static void Set(float[] target, float[] value) => value.CopyTo(target, 0);

    private static float[] Plus(float[] a, float[] b) => Of(Binary.Add, a, b);

    private static float[] Minus(float[] a, float[] b) => Of(Binary.Subtract, a, b);

    private static float[] Times(float[] a, float[] b) => Of(Binary.Multiply, a, b);

    private static float[] Over(float[] a, float[] b) => Of(Binary.Divide, a, b);

    private static float[] Square(float[] a) => Of(Unary.Square, a);

    private static float[] Root(float[] a) => Of(Unary.Sqrt, a);

    private static float[] Of(Binary function, float[] a, float[] b)
    {
        float[] y = new float[Math.Max(a.Length, b.Length)];
        Elementwise.Apply(function, a, b, y);
        return y;
    }

    private static float[] Of(Unary function, float[] a)
    {
        float[] y = new float[a.Length];
        Elementwise.Apply(function, a, y);
        return y;
    }
}
