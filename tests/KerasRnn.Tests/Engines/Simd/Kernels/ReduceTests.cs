using KerasRnn.Engines.Simd.Kernels;

namespace KerasRnn.Tests.Engines.Simd.Kernels;

[Trait("Vectors", "all")]
public sealed class ReduceTests : KernelTests
{
    [Fact]
    public void Contiguous_sums_are_16_lanes_and_one_tree_at_every_length()
    {
        AtEveryWidth(() =>
        {
            for (int n = 0; n <= 257; n++)
            {
                float[] a = Numbers(n, 1), b = Numbers(n, 2), row = new float[1];
                Same(Lanes(a), Reduce.Sum(a));
                Same(Lanes([.. a.Select(v => v * v)]), Reduce.SumOfSquares(a));
                Same(Lanes([.. a.Select((v, i) => v * b[i])]), Reduce.SumOfProducts(a, b));
                Same(Lanes([.. a.Select((v, i) => (v - b[i]) * (v - b[i]))]), Reduce.SumOfSquaredDifferences(a, b));
                Reduce.Sum(a, 1, n, 1, row);
                Same(Lanes(a), row[0]);
            }
        });
    }

    [Theory]
    [InlineData(1, 7, 1)]
    [InlineData(5, 2, 1)]
    [InlineData(4, 3, 1)]
    [InlineData(3, 100, 1)]
    [InlineData(1, 9, 130)]
    [InlineData(3, 5, 2)]
    [InlineData(2, 11, 17)]
    [InlineData(2, 1, 64)]
    [InlineData(2, 0, 5)]
    [InlineData(2, 200, 21)]
    public void Axes_are_summed_and_searched(int outer, int n, int inner)
    {
        float[] x = Numbers(outer * n * inner, 1);
        float[] sums = new float[outer * inner], maxima = [.. Enumerable.Repeat(float.NegativeInfinity, outer * inner)];
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < inner; i++)
            {
                float[] column = [.. Enumerable.Range(0, n).Select(j => x[(((o * n) + j) * inner) + i])];
                sums[(o * inner) + i] = inner == 1 ? Lanes(column) : InBlocks(null, Blocks(n), (j, sum) => sum + column[j]);
                if (n > 0) maxima[(o * inner) + i] = column.Max();
            }
        }

        AtEveryWidth(() =>
        {
            float[] y = new float[outer * inner];
            Reduce.Sum(x, outer, n, inner, y);
            AssertSame(sums, y);
            Reduce.Max(x, outer, n, inner, y);
            AssertSame(maxima, y);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(21)]
    public void Equal_maxima_share_the_gradient_evenly(int inner)
    {
        const int outer = 2, n = 40;
        float[] x = [.. Numbers(outer * n * inner, 1).Select(v => MathF.Round(v * 4))], dy = Numbers(outer * inner, 2);
        AtEveryWidth(() =>
        {
            float[] y = new float[outer * inner], dx = new float[x.Length];
            Reduce.Max(x, outer, n, inner, y);
            Reduce.MaxBackward(dy, x, y, outer, n, inner, dx);
            for (int at = 0; at < x.Length; at++)
            {
                int of = (at / (n * inner) * inner) + (at % inner);
                int equals = Enumerable.Range(0, n).Count(j => x[(((of / inner * n) + j) * inner) + (of % inner)] == y[of]);
                Assert.Equal(x[at] == y[of] ? dy[of] / equals : 0, dx[at]);
            }
        });
    }

    [Fact]
    public void A_maximum_finds_NaN_wherever_it_is()
    {
        AtEveryWidth(() =>
        {
            for (int n = 1; n <= 67; n++)
            {
                float[] x = Numbers(n, 1), y = new float[1];
                Reduce.Max(x, 1, n, 1, y);
                Assert.Equal(x.Max(), y[0]);
                for (int at = 0; at < n; at++)
                {
                    float old = x[at];
                    x[at] = float.NaN;
                    Reduce.Max(x, 1, n, 1, y);
                    Assert.True(float.IsNaN(y[0]));
                    x[at] = old;
                }
            }
        });
    }

    private static void Same(float expected, float actual) => AssertSame([expected], [actual]);

    private static float Lanes(float[] x)
    {
        float[] lanes = new float[16];
        for (int i = 0; i < x.Length; i++) lanes[i % 16] += x[i];
        for (int half = 8; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++) lanes[i] += lanes[i + half];
        }

        return lanes[0];
    }
}
