using KerasRnn.Graph;

namespace KerasRnn.Reference;

internal sealed class BinaryKernel(Binary function) : Kernel
{
    public override NdArray[] Forward(Operands<NdArray> x, int[][] shapes)
    {
        NdArray y = new(shapes[0]);
        int[] a = Broadcasting.Map(x[0].Shape, y.Shape), b = Broadcasting.Map(x[1].Shape, y.Shape);
        for (int i = 0; i < y.Count; i++) y.Data[i] = Value(x[0].Data[a[i]], x[1].Data[b[i]]);
        return [y];
    }

    public override NdArray?[] Backward(Operands<NdArray> x, NdArray[] y, NdArray?[] g)
    {
        if (g[0] is null || function is Binary.Equal or Binary.Less) return [null, null];
        NdArray da = NdArray.Like(x[0]), db = NdArray.Like(x[1]);
        int[] a = Broadcasting.Map(x[0].Shape, y[0].Shape), b = Broadcasting.Map(x[1].Shape, y[0].Shape);
        for (int i = 0; i < y[0].Count; i++)
        {
            (double toA, double toB) = Share(g[0]!.Data[i], x[0].Data[a[i]], x[1].Data[b[i]], y[0].Data[i]);
            da.Data[a[i]] += toA;
            db.Data[b[i]] += toB;
        }

        return [da, db];
    }

    private double Value(double a, double b) => function switch
    {
        Binary.Add => a + b,
        Binary.Subtract => a - b,
        Binary.Multiply => a * b,
        Binary.Divide => a / b,
        Binary.Maximum => Math.Max(a, b),
        Binary.Minimum => Math.Min(a, b),
        Binary.Pow => Math.Pow(a, b),
        Binary.Equal => a == b ? 1 : 0,
        Binary.Less => a < b ? 1 : 0,
        _ => throw new NotSupportedException($"The reference engine has no function {function}."),
    };

    // What of the gradient g goes to a and to b.
    private (double A, double B) Share(double g, double a, double b, double y) => function switch
    {
        Binary.Add => (g, g),
        Binary.Subtract => (g, -g),
        Binary.Multiply => (g * b, g * a),
        Binary.Divide => (g / b, -g * (a / b) / b),
        Binary.Maximum => a >= b ? (g, 0) : (0, g),
        Binary.Minimum => a <= b ? (g, 0) : (0, g),
        Binary.Pow => (g * b * Math.Pow(a, b - 1), a > 0 ? g * y * Math.Log(a) : 0),
        _ => throw new NotSupportedException($"The reference engine has no derivative of {function}."),
    };
}
