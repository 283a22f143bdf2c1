namespace KerasRnn;

public static partial class Ops
{
    /// <summary>1 where a is greater than b, else 0.</summary>
    public static KerasTensor Greater(KerasTensor a, KerasTensor b) => Less(b, a);

    /// <summary>1 where a is at most b, else 0.</summary>
    public static KerasTensor LessEqual(KerasTensor a, KerasTensor b) => Maximum(Less(a, b), Equal(a, b));

    /// <summary>1 where a mask is 0, else 0.</summary>
    public static KerasTensor Not(KerasTensor mask) => 1 - mask;

    /// <summary>Zeros of a tensor's shape.</summary>
    public static KerasTensor ZerosLike(KerasTensor x) => Less(x, x);

    /// <summary>Ones of a tensor's shape.</summary>
    public static KerasTensor OnesLike(KerasTensor x) => 1 - Less(x, x);

    /// <summary>x held between two numbers; derivative 1 at both.</summary>
    public static KerasTensor Clip(KerasTensor x, double lower, double upper) =>
        Maximum(Minimum(x, x.Trace.Constant(upper)), x.Trace.Constant(lower));

    /// <summary>a/b, and 0 where b is 0.</summary>
    public static KerasTensor DivideNoNan(KerasTensor a, KerasTensor b)
    {
        KerasTensor isZero = Equal(b, b.Trace.Constant(0));
        return Select(isZero, b.Trace.Constant(0), a / Select(isZero, b.Trace.Constant(1), b));
    }

    /// <summary>ids [..] as rows of classes zeros and a one: [.., classes]; a row of zeros for an id outside.</summary>
    public static KerasTensor OneHot(KerasTensor ids, int classes) =>
        Equal(ExpandDims(ids, ids.Rank), ids.Trace.Constant([.. Enumerable.Range(0, classes).Select(i => (double)i)], new Shape(classes)));

    /// <summary>The index of the first of the largest along the last axis.</summary>
    public static KerasTensor ArgMax(KerasTensor x)
    {
        int classes = x.Shape.Last;
        KerasTensor rank = x.Trace.Constant([.. Enumerable.Range(0, classes).Select(i => (double)(classes - i))], new Shape(classes));
        return classes - Max(Equal(x, MaxKeep(x, -1)) * rank, -1);
    }

    /// <summary>x - ln Σ e^x along the last axis.</summary>
    public static KerasTensor LogSoftmax(KerasTensor x)
    {
        KerasTensor z = x - StopGradient(MaxKeep(x, -1));
        return z - Log(SumKeep(Exp(z), -1));
    }
}
