using KerasRnn.Graph;

namespace KerasRnn;

public static partial class Ops
{
    /// <summary>The same elements in another shape; -k as the first dimension stands for k·B.</summary>
    public static KerasTensor Reshape(KerasTensor x, Shape shape) => x.Trace.Apply(new ReshapeOp(shape), x)[0];

    /// <summary>Axes in another order, the batch first.</summary>
    public static KerasTensor Transpose(KerasTensor x, params ReadOnlySpan<int> permutation) =>
        x.Trace.Apply(new TransposeOp(new Axes(permutation)), x)[0];

    /// <summary>Tensors one after the other along an axis; one tensor is itself.</summary>
    public static KerasTensor Concat(IReadOnlyList<KerasTensor> tensors, int axis) => tensors.Count == 0
        ? throw Throw.Argument("Concat expects at least one tensor; got none.")
        : tensors.Count == 1 ? tensors[0] : tensors[0].Trace.Apply(new ConcatOp(Axis(tensors[0], axis)), [.. tensors])[0];

    /// <summary>Count elements of an axis from start in steps of step.</summary>
    public static KerasTensor Slice(KerasTensor x, int axis, int start, int count, int step = 1) =>
        x.Trace.Apply(new SliceOp(Axis(x, axis), start, count, step), x)[0];

    /// <summary>An axis in reverse.</summary>
    public static KerasTensor Reverse(KerasTensor x, int axis) => Slice(x, axis, Math.Max(0, x.Shape[axis] - 1), x.Shape[axis], -1);

    /// <summary>An axis grown by a constant on both ends.</summary>
    public static KerasTensor Pad(KerasTensor x, int axis, int before, int after, double value = 0) =>
        before == 0 && after == 0 ? x : x.Trace.Apply(new PadOp(Axis(x, axis), before, after, value), x)[0];

    /// <summary>A new axis of length 1.</summary>
    public static KerasTensor ExpandDims(KerasTensor x, int axis) => Reshape(x, x.Shape.Insert(axis, 1));

    /// <summary>An axis of length 1 taken away.</summary>
    public static KerasTensor Squeeze(KerasTensor x, int axis) => Reshape(x, x.Shape.Without(axis));

    /// <summary>The sum over axes (all, if none is named).</summary>
    public static KerasTensor Sum(KerasTensor x, params ReadOnlySpan<int> axes) => Reduce(Reduction.Sum, x, axes, keep: false);

    /// <summary>The sum over axes that stay as 1.</summary>
    public static KerasTensor SumKeep(KerasTensor x, params ReadOnlySpan<int> axes) => Reduce(Reduction.Sum, x, axes, keep: true);

    /// <summary>The largest over axes (all, if none is named); equals share the gradient.</summary>
    public static KerasTensor Max(KerasTensor x, params ReadOnlySpan<int> axes) => Reduce(Reduction.Max, x, axes, keep: false);

    /// <summary>The largest over axes that stay as 1.</summary>
    public static KerasTensor MaxKeep(KerasTensor x, params ReadOnlySpan<int> axes) => Reduce(Reduction.Max, x, axes, keep: true);

    /// <summary>The number of elements along axes (all, if none is named) as a scalar: a constant unless the batch is among them.</summary>
    public static KerasTensor Size(KerasTensor x, params ReadOnlySpan<int> axes)
    {
        Axes normal = AxesOf(x, axes);
        if (x.Shape.HasBatch && normal.Contains(0)) return x.Trace.Apply(new SizeOp(normal), x)[0];
        double size = 1;
        foreach (int axis in normal.Span) size *= x.Shape[axis];
        return x.Trace.Constant(size);
    }

    /// <summary>The mean over axes (all, if none is named).</summary>
    public static KerasTensor Mean(KerasTensor x, params ReadOnlySpan<int> axes) => Sum(x, axes) / Size(x, axes);

    /// <summary>
    /// The matrix product [.., m, k]·[k, n], or one product per row of the first axis where both have rank 3.
    /// </summary>
    public static KerasTensor MatMul(KerasTensor a, KerasTensor b, bool transposeA = false, bool transposeB = false) =>
        a.Trace.Apply(new MatMulOp(transposeA, transposeB), a, b)[0];

    /// <summary>Cross-correlation along time without padding: x [B, T, C], kernel [width, C/groups, filters].</summary>
    public static KerasTensor Conv1D(KerasTensor x, KerasTensor kernel, int stride = 1, int dilation = 1, int groups = 1) =>
        x.Trace.Apply(new Conv1DOp(stride, dilation, groups), x, kernel)[0];

    /// <summary>e^x over its sum along the last axis.</summary>
    public static KerasTensor Softmax(KerasTensor x) => x.Trace.Apply(new SoftmaxOp(), x)[0];

    /// <summary>
    /// The recurrence h_t = φ(z_t + h_{t-1}·U): all states [B, T, units] and the last one [B, units].
    /// </summary>
    /// <param name="z">The projected sequence [B, T, units].</param>
    /// <param name="recurrentKernel">U [units, units].</param>
    /// <param name="initialState">h_0 [B, units]; zeros unless given.</param>
    /// <param name="activation">φ.</param>
    /// <param name="mask">[B, T]: a step whose number is 0 keeps the state before it.</param>
    /// <param name="perturbation">[B, T, units], added to each state; its gradient is the whole dL/dh_t.</param>
    public static (KerasTensor States, KerasTensor Last) SimpleRnn(
        KerasTensor z, KerasTensor recurrentKernel, KerasTensor? initialState, RecurrentActivation activation, KerasTensor? mask = null, KerasTensor? perturbation = null)
    {
        IReadOnlyList<KerasTensor> outputs = z.Trace.Apply(new SimpleRnnOp(activation), z, recurrentKernel, initialState, mask, perturbation);
        return (outputs[RecurrenceOp.States], outputs[RecurrenceOp.LastState]);
    }

    /// <summary>An activation of a recurrence as an op, or ops, of its own.</summary>
    public static KerasTensor Activate(RecurrentActivation activation, KerasTensor x) => activation switch
    {
        RecurrentActivation.Tanh => Tanh(x),
        RecurrentActivation.Sigmoid => Sigmoid(x),
        RecurrentActivation.Relu => Relu(x),
        RecurrentActivation.HardSigmoid => Minimum(x.Trace.Constant(6), Relu(x + 3)) / 6,
        _ => x,
    };

    private static KerasTensor Reduce(Reduction function, KerasTensor x, ReadOnlySpan<int> axes, bool keep) =>
        x.Trace.Apply(new ReduceOp(function, AxesOf(x, axes), keep), x)[0];

    private static Axes AxesOf(KerasTensor x, ReadOnlySpan<int> axes)
    {
        if (axes.Length == 0) return new Axes([.. Enumerable.Range(0, x.Rank)]);
        int[] normal = [.. axes];
        for (int i = 0; i < normal.Length; i++) normal[i] = Axis(x, normal[i]);
        Array.Sort(normal);
        if (normal.Distinct().Count() != normal.Length) throw Throw.Argument($"Every axis is named once; got ({string.Join(", ", axes.ToArray())}) for {x.Shape}.");
        return new Axes(normal);
    }

    private static int Axis(KerasTensor x, int axis) => axis >= -x.Rank && axis < x.Rank
        ? (axis < 0 ? axis + x.Rank : axis)
        : throw Throw.OutOfRange($"An axis of {x.Shape} lies between {-x.Rank} and {x.Rank - 1}; got {axis}.");
}
