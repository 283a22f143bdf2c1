using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Graph;

namespace KerasRnn.Tests.Engines.Simd.Kernels;

[Trait("Vectors", "all")]
public sealed class MatMulTests : KernelTests
{
    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            TheoryData<int, int, int> shapes = [];
            foreach (int n in Enumerable.Range(1, 70)) shapes.Add(1 + (n * 7 % 19), 1 + (n * 5 % 23), n);
            foreach (int m in Enumerable.Range(1, 20)) shapes.Add(m, 9, 33);
            shapes.Add(0, 3, 4);
            shapes.Add(3, 0, 4);
            shapes.Add(1, 257, 65);
            shapes.Add(40, 600, 50);
            shapes.Add(130, 100, 129);
            shapes.Add(270, 97, 70);
            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_output_is_one_ascending_chain(int m, int k, int n)
    {
        int lda = k + 3, ldb = n + 1, ldc = n + 2;
        float[] a = Numbers(m * lda, 1), b = Numbers(k * ldb, 2), bias = Numbers(n, 3), old = Numbers(m * ldc, 4);
        foreach ((bool accumulate, bool withBias) in new[] { (false, false), (false, true), (true, true) })
        {
            float[] expected = [.. old];
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    float sum = accumulate ? old[(i * ldc) + j] : 0;
                    for (int p = 0; p < k; p++) sum = Link(a[(i * lda) + p], b[(p * ldb) + j], sum);
                    expected[(i * ldc) + j] = withBias ? sum + bias[j] : sum;
                }
            }

            AtEveryWidth(() =>
            {
                float[] c = [.. old];
                float[] workspace = new float[MatMul.Workspace(m, k, n)];
                MatMul.Multiply(a, lda, b, ldb, withBias ? bias : [], m, k, n, RecurrentActivation.Linear, accumulate, workspace, c, ldc);
                AssertSame(expected, c);
            });
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_transposed_right_operand_gives_the_bits_of_the_straight_one(int m, int k, int n)
    {
        int ldb = k + 1;
        float[] a = Numbers(m * k, 1), turned = Numbers(n * ldb, 2), bias = Numbers(n, 3), old = Numbers(m * n, 4);
        float[] b = new float[k * n];
        for (int p = 0; p < k; p++)
        {
            for (int j = 0; j < n; j++) b[(p * n) + j] = turned[(j * ldb) + p];
        }

        AtEveryWidth(() =>
        {
            float[] workspace = new float[MatMul.Workspace(m, k, n)], expected = [.. old], c = [.. old];
            MatMul.Multiply(a, k, b, n, bias, m, k, n, RecurrentActivation.Tanh, true, workspace, expected, n);
            MatMul.MultiplyTransposed(a, k, turned, ldb, bias, m, k, n, RecurrentActivation.Tanh, true, workspace, c, n);
            AssertSame(expected, c);
        });
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Weight_and_bias_gradients_ascend_over_the_rows_in_blocks(int m, int k, int n)
    {
        int lda = k + 2, ldg = n + 3, ldc = n + 1;
        float[] a = Numbers(m * lda, 1), g = Numbers(m * ldg, 2), old = Numbers(k * ldc, 3), oldSums = Numbers(n, 4);
        foreach (bool accumulate in new[] { false, true })
        {
            float[] expected = [.. old], sums = [.. oldSums];
            for (int j = 0; j < n; j++)
            {
                for (int p = 0; p < k; p++)
                {
                    expected[(p * ldc) + j] = InBlocks(accumulate ? old[(p * ldc) + j] : null, Blocks(m), (i, sum) => Link(a[(i * lda) + p], g[(i * ldg) + j], sum));
                }

                sums[j] = InBlocks(accumulate ? oldSums[j] : null, Blocks(m), (i, sum) => sum + g[(i * ldg) + j]);
            }

            AtEveryWidth(() =>
            {
                float[] c = [.. old], columnSums = [.. oldSums], workspace = new float[MatMul.Workspace(m, k, n)];
                MatMul.TransposedMultiply(a, lda, g, ldg, m, k, n, accumulate, workspace, columnSums, c, ldc);
                AssertSame(expected, c);
                if (k > 0) AssertSame(sums, columnSums);
                MatMul.TransposedMultiply(a, lda, g, ldg, m, k, n, false, workspace, [], c, ldc);
                if (!accumulate) AssertSame(expected, c);
            });
        }
    }

    [Theory]
    [InlineData(RecurrentActivation.Tanh)]
    [InlineData(RecurrentActivation.Sigmoid)]
    [InlineData(RecurrentActivation.Relu)]
    [InlineData(RecurrentActivation.HardSigmoid)]
    public void An_activation_in_the_product_gives_the_bits_of_one_after_it(RecurrentActivation activation)
    {
        const int m = 37, k = 21, n = 43;
        float[] a = Numbers(m * k, 1), b = Numbers(k * n, 2), bias = Numbers(n, 3), workspace = new float[MatMul.Workspace(m, k, n)];
        AtEveryWidth(() =>
        {
            float[] expected = new float[m * n], c = new float[m * n];
            MatMul.Multiply(a, k, b, n, bias, m, k, n, RecurrentActivation.Linear, false, workspace, expected, n);
            Elementwise.Activate(activation, expected, expected);
            MatMul.Multiply(a, k, b, n, bias, m, k, n, activation, false, workspace, c, n);
            AssertSame(expected, c);
        });
    }

    [Fact]
    public void Bits_depend_on_neither_the_number_of_rows_nor_where_they_are_cut()
    {
        const int m = 150, k = 130, n = 96;
        float[] a = Numbers(m * k, 1), b = Numbers(k * n, 2), workspace = new float[MatMul.Workspace(m, k, n)], whole = new float[m * n];
        MatMul.Multiply(a, k, b, n, [], m, k, n, RecurrentActivation.Linear, false, workspace, whole, n);
        foreach (int cut in new[] { 1, 7, 23, 64, 149 })
        {
            float[] parts = new float[m * n];
            MatMul.Multiply(a, k, b, n, [], cut, k, n, RecurrentActivation.Linear, false, workspace, parts, n);
            MatMul.Multiply(a.AsSpan(cut * k), k, b, n, [], m - cut, k, n, RecurrentActivation.Linear, false, workspace, parts.AsSpan(cut * n), n);
            AssertSame(whole, parts);
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_batch_is_one_product_per_first_axis(bool transposeA, bool transposeB)
    {
        foreach ((int batch, int m, int k, int n) in new[] { (3, 5, 7, 9), (2, 33, 18, 40), (1, 120, 110, 100) })
        {
            float[] a = Numbers(batch * m * k, 1), b = Numbers(batch * k * n, 2);
            float[] expected = new float[batch * m * n];
            for (int at = 0; at < expected.Length; at++)
            {
                int s = at / (m * n), i = at / n % m, j = at % n;

                // Aᵀ·B runs over rows, in blocks; the others over a row, in one chain.
                expected[at] = InBlocks(null, transposeA && !transposeB ? Blocks(k) : [0..k], (p, sum) => Link(
                    a[(s * m * k) + (transposeA ? (p * m) + i : (i * k) + p)], b[(s * k * n) + (transposeB ? (j * k) + p : (p * n) + j)], sum));
            }

            AtEveryWidth(() =>
            {
                float[] c = new float[batch * m * n];
                MatMul.Batched(a, transposeA, b, transposeB, batch, m, k, n, new float[MatMul.BatchedWorkspace(transposeA, transposeB, m, k, n)], c);
                AssertSame(expected, c);
            });
        }
    }
}
