using KerasRnn.Graph;

namespace KerasRnn.Reference;

internal sealed class MatMulKernel(bool transposeA, bool transposeB) : Kernel
{
    // Called with the offsets of every product a·b that is part of an element c.
    private delegate void Term(int a, int b, int c);

    public override NdArray[] Forward(Operands<NdArray> x, int[][] shapes)
    {
        NdArray y = new(shapes[0]);
        ForEach(x[0], x[1], (a, b, c) => y.Data[c] += x[0].Data[a] * x[1].Data[b]);
        return [y];
    }

    public override NdArray?[] Backward(Operands<NdArray> x, NdArray[] y, NdArray?[] g)
    {
        if (g[0] is not NdArray dy) return [null, null];
        NdArray da = NdArray.Like(x[0]), db = NdArray.Like(x[1]);
        ForEach(x[0], x[1], (a, b, c) =>
        {
            da.Data[a] += dy.Data[c] * x[1].Data[b];
            db.Data[b] += dy.Data[c] * x[0].Data[a];
        });
        return [da, db];
    }

    private void ForEach(NdArray a, NdArray b, Term term)
    {
        int rowsOfA = a.Shape[^2], columnsOfA = a.Shape[^1];
        (int m, int k) = transposeA ? (columnsOfA, rowsOfA) : (rowsOfA, columnsOfA);
        int n = transposeB ? b.Shape[^2] : b.Shape[^1];
        int matrices = a.Outer(a.Rank - 2);
        bool oneB = b.Rank == 2;
        for (int matrix = 0; matrix < matrices; matrix++)
        {
            int atA = matrix * m * k, atB = oneB ? 0 : matrix * k * n, atC = matrix * m * n;
            for (int row = 0; row < m; row++)
            {
                for (int column = 0; column < n; column++)
                {
                    for (int inner = 0; inner < k; inner++)
                    {
                        term(
                            atA + (transposeA ? (inner * m) + row : (row * k) + inner),
                            atB + (transposeB ? (column * k) + inner : (inner * n) + column),
                            atC + (row * n) + column);
                    }
                }
            }
        }
    }
}
