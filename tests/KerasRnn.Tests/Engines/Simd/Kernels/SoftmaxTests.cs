using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Graph;

namespace KerasRnn.Tests.Engines.Simd.Kernels;

[Trait("Vectors", "all")]
public sealed class SoftmaxTests : KernelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(257)]
    public void It_is_its_composition_bit_for_bit_and_exact_in_double(int n)
    {
        const int rows = 5;
        float[] x = [.. Numbers(rows * n, 1).Select(v => v * 30)], g = Numbers(rows * n, 2);
        AtEveryWidth(() =>
        {
            float[] y = new float[x.Length], dx = new float[x.Length];
            Softmax.Forward(x, rows, n, y);
            Softmax.Backward(g, y, rows, n, dx);
            for (int r = 0; r < rows; r++)
            {
                Span<float> row = x.AsSpan(r * n, n), value = y.AsSpan(r * n, n), e = new float[n];
                float[] max = new float[1], sum = new float[1];
                Reduce.Max(row, 1, n, 1, max);
                Elementwise.Apply(Binary.Subtract, row, max, e);
                Elementwise.Apply(Unary.Exp, e, e);
                Reduce.Sum(e, 1, n, 1, sum);
                Elementwise.Apply(Binary.Divide, e, sum, e);
                AssertSame(e, value);

                double total = 0, dot = 0;
                for (int j = 0; j < n; j++) total += Math.Exp((double)row[j] - max[0]);
                for (int j = 0; j < n; j++) dot += (double)g[(r * n) + j] * value[j];
                for (int j = 0; j < n; j++)
                {
                    Assert.Equal(Math.Exp((double)row[j] - max[0]) / total, value[j], 3e-7);
                    Assert.Equal(value[j] * (g[(r * n) + j] - dot), dx[(r * n) + j], 3e-7);
                }
            }
        });
    }

    [Fact]
    public void Huge_logits_do_not_overflow()
    {
        float[] y = new float[3];
        Softmax.Forward([1e30f, 1e30f, -1e30f], 1, 3, y);
        AssertSame([0.5f, 0.5f, 0], y);
    }
}
