using KerasRnn.Graph;

namespace KerasRnn.Tests.Graph;

/// <summary>Every op has one shape rule; what does not fit is a sentence.</summary>
public sealed class OpShapeTests
{
    private static readonly Trace T = new();
    private static readonly KerasTensor X = Of(-1, 4, 6), Row = Of(-1, 6), Fixed = Of(3, 4), Number = Of(), Open = Of(-1, 0, 6);

    public static TheoryData<string, Func<KerasTensor>> Shapes => new()
    {
        { "[B, 4, 6]", () => Ops.Tanh(X) },
        { "[B, 4, 6]", () => X * Of(6) },
        { "[B, 4, 6]", () => Ops.Select(Of(6), X, Number) },
        { "[B, 4, 3]", () => Ops.MatMul(X, Of(6, 3)) },
        { "[B, 4, 3]", () => Ops.MatMul(X, Of(3, 6), transposeB: true) },
        { "[6, 3]", () => Ops.MatMul(Row, Of(-1, 3), transposeA: true) },
        { "[B, 4, 4]", () => Ops.MatMul(X, X, transposeB: true) },
        { "[B, 6, 6]", () => Ops.MatMul(X, X, transposeA: true) },
        { "[4·B, 6]", () => Ops.Reshape(X, new Shape(-4, 6)) },
        { "[B, 24]", () => Ops.Reshape(X, new Shape(-1, 24)) },
        { "[B, 6, 4]", () => Ops.Transpose(X, 0, 2, 1) },
        { "[B, 4, 12]", () => Ops.Concat([X, X], -1) },
        { "[B, 2, 6]", () => Ops.Slice(X, 1, 0, 2, 3) },
        { "[B, 4, 6]", () => Ops.Reverse(X, 1) },
        { "[B, 9, 6]", () => Ops.Pad(X, 1, 2, 3) },
        { "[B, 1, 4, 6]", () => Ops.ExpandDims(X, 1) },
        { "[B, 6]", () => Ops.Squeeze(Of(-1, 1, 6), 1) },
        { "[]", () => Ops.Sum(X) },
        { "[B, 6]", () => Ops.Sum(X, 1) },
        { "[B, 1, 6]", () => Ops.SumKeep(X, 1) },
        { "[4]", () => Ops.Max(X, 0, -1) },
        { "[1, 4, 6]", () => Ops.MaxKeep(X, 0) },
        { "[B]", () => Ops.Mean(X, 1, 2) },
        { "[]", () => Ops.Size(X, 0) },
        { "[B, 4, 6]", () => Ops.Softmax(X) },
        { "[B, 4]", () => Ops.ArgMax(X) },
        { "[B, 4, 6, 5]", () => Ops.OneHot(X, 5) },
        { "[B, 2, 8]", () => Ops.Conv1D(X, Of(2, 3, 8), stride: 2, groups: 2) },
        { "[B, 2, 8]", () => Ops.Conv1D(X, Of(2, 6, 8), dilation: 2) },
        { "[B, 4, 6]", () => Ops.SimpleRnn(X, Of(6, 6), Row, RecurrentActivation.Tanh).States },
        { "[B, 6]", () => Ops.SimpleRnn(X, Of(6, 6), null, RecurrentActivation.Tanh).Last },
        { "[B, 6]", () => Ops.SimpleRnn(X, Of(6, 6), null, RecurrentActivation.Tanh, Of(-1, 4), X).Last },
        { "[B, None, 6]", () => Ops.Tanh(Open) * Of(6) + Of(0, 1) },
        { "[B, 4, 6]", () => Open + X },
        { "[B, None, 3]", () => Ops.MatMul(Open, Of(6, 3)) },
        { "[B, None, 6]", () => Ops.Concat([Open, X], 1) },
        { "[B, 4, 12]", () => Ops.Concat([Open, X], 2) },
        { "[B, None, 6]", () => Ops.Pad(Open, 1, 2, 3) },
        { "[B, None, 6]", () => Ops.Reverse(Open, 1) },
        { "[B, 2, 6]", () => Ops.Slice(Open, 1, 7, 2) },
        { "[B, 6]", () => Ops.Mean(Open, 1) },
        { "[B, None, 8]", () => Ops.Conv1D(Open, Of(2, 6, 8), dilation: 300) },
        { "[B, None, 8]", () => Ops.Conv1D(X, Of(0, 6, 8)) },
        { "[B, 3, 8]", () => Ops.Conv1D(X, Of(2, 0, 8), groups: 2) },
        { "[B, 3, 8]", () => Ops.Conv1D(Of(-1, 4, 0), Of(2, 6, 8)) },
        { "[B, 4, 3]", () => Ops.MatMul(Of(0, 4, 6), Of(-1, 6, 3)) },
        { "[B, 4, 3]", () => Ops.MatMul(X, Of(0, 6, 3)) },
        { "[B, None]", () => Ops.Reshape(Open, new Shape(-1, 0)) },
        { "[B, 6]", () => Ops.SimpleRnn(Open, Of(6, 6), null, RecurrentActivation.Tanh, Of(-1, 0)).Last },
        { "[B, 4, 6]", () => Ops.SimpleRnn(Of(-1, 4, 0), Of(6, 6), null, RecurrentActivation.Tanh).States },
        { "[B, 4, 6]", () => Ops.SimpleRnn(X, Of(0, 0), null, RecurrentActivation.Tanh).States },
        { "[B, 4, 6]", () => Ops.SimpleRnn(Of(-1, 0, 0), Of(0, 0), Row, RecurrentActivation.Tanh, Of(-1, 4)).States },
    };

    [Theory]
    [MemberData(nameof(Shapes), DisableDiscoveryEnumeration = true)]
    public void An_op_infers_its_shape(string expected, Func<KerasTensor> op) => Assert.Equal(expected, op().Shape.ToString());

    public static TheoryData<string, Func<KerasTensor>> Misfits => new()
    {
        { "Add expects shapes that broadcast; got [B, 4, 6] and [3, 4]. Make the differing dimensions equal or 1.", () => X + Fixed },
        { "Less expects shapes that broadcast; got [B, 4, 6] and [B, 6]. Make the differing dimensions equal or 1.", () => Ops.Less(X, Row) },
        { "Select expects shapes that broadcast; got [B, 4, 6], [3, 4] and []. Make the differing dimensions equal or 1.", () => Ops.Select(X, Fixed, Number) },
        { "MatMul expects equal inner dimensions; got [B, 4, 6] and [3, 4], that is 6 and 3.", () => Ops.MatMul(X, Fixed) },
        { "MatMul expects [.., m, k] and [k, n], or two tensors of rank 3 with one first dimension; got [B, 6] and [B, 4, 6].", () => Ops.MatMul(Row, X) },
        { "MatMul expects [.., m, k] and [k, n], or two tensors of rank 3 with one first dimension; got [B, 4, 6] and [2, 6, 3].", () => Ops.MatMul(X, Of(2, 6, 3)) },
        { "Reshape expects as many elements as it gets; got [B, 4, 6] for [B, 5].", () => Ops.Reshape(X, new Shape(-1, 5)) },
        { "Reshape expects as many elements as it gets; got [B, 4, 6] for [24].", () => Ops.Reshape(X, new Shape(24)) },
        { "Transpose expects every axis once, the batch first; got (0, 1, 1) for [B, 4, 6].", () => Ops.Transpose(X, 0, 1, 1) },
        { "Transpose expects every axis once, the batch first; got (1, 0, 2) for [B, 4, 6].", () => Ops.Transpose(X, 1, 0, 2) },
        { "Concat expects shapes that differ on axis 1 alone; got [B, 4, 6] and [B, 4, 5].", () => Ops.Concat([X, Of(-1, 4, 5)], 1) },
        { "Concat expects shapes that differ on axis 0 alone; got [B, 6] and [B, 6].", () => Ops.Concat([Row, Row + 1], 0) },
        { "Concat expects at least one tensor; got none.", () => Ops.Concat([], 0) },
        { "Slice expects 3 elements from 2 in steps of 1 within axis 1; got [B, 4, 6].", () => Ops.Slice(X, 1, 2, 3) },
        { "Slice expects 1 elements from 0 in steps of 1 within axis 0; got [B, 4, 6].", () => Ops.Slice(X, 0, 0, 1) },
        { "Pad expects an axis other than the batch and sizes that are not negative; got axis 1, -1 and 2 for [B, 4, 6].", () => Ops.Pad(X, 1, -1, 2) },
        { "Pad expects an axis other than the batch and sizes that are not negative; got axis 0, 1 and 0 for [B, 4, 6].", () => Ops.Pad(X, 0, 1, 0) },
        { "Softmax expects at least one axis; got a scalar.", () => Ops.Softmax(Number) },
        { "Conv1D expects [B, T, C] and [width, C/2, filters]; got [B, 4, 6] and [2, 6, 8].", () => Ops.Conv1D(X, Of(2, 6, 8), groups: 2) },
        { "Conv1D expects at least 5 time steps for a kernel of 3 with dilation 2; got [B, 4, 6].", () => Ops.Conv1D(X, Of(3, 6, 8), dilation: 2) },
        { "Conv1D expects stride, dilation and groups of at least 1; got 0, 1 and 1.", () => Ops.Conv1D(X, Of(3, 6, 8), stride: 0) },
        { "Conv1D expects [B, T, C] and [width, C/4, filters]; got [B, 4, 6] and [2, None, 8].", () => Ops.Conv1D(X, Of(2, 0, 8), groups: 4) },
        { "SimpleRnn expects [B, T, units], [units, units] and [B, units], a mask [B, T] and a perturbation [B, T, units] where it has them; got [B, 4, None], [6, 6], [B, 5], -, -.", () => Ops.SimpleRnn(Of(-1, 4, 0), Of(6, 6), Of(-1, 5), RecurrentActivation.Tanh).Last },
        { "SimpleRnn expects [B, T, units], [units, units] and [B, units], a mask [B, T] and a perturbation [B, T, units] where it has them; got [B, 4, 6], [6, 5], -, -, -.", () => Ops.SimpleRnn(X, Of(6, 5), null, RecurrentActivation.Tanh).Last },
        { "An axis of [B, 4, 6] lies between -3 and 2; got 3.", () => Ops.Sum(X, 3) },
        { "Every axis is named once; got (1, -2) for [B, 4, 6].", () => Ops.Mean(X, 1, -2) },
        { "SimpleRnn expects [B, T, units], [units, units] and [B, units], a mask [B, T] and a perturbation [B, T, units] where it has them; got [B, 4, 6], [6, 6], -, [B, 6], -.", () => Ops.SimpleRnn(X, Of(6, 6), null, RecurrentActivation.Tanh, mask: Row).Last },
        { "A constant expects a value for each element of [2, 2]; got 3.", () => T.Constant([1, 2, 3], new Shape(2, 2)) },
        { "Gradients expects a scalar loss; got [B, 4, 6]. Reduce it with Ops.Sum or Ops.Mean.", () => T.Gradients(X, [X])[0]! },
    };

    [Theory]
    [MemberData(nameof(Misfits), DisableDiscoveryEnumeration = true)]
    public void An_op_that_does_not_fit_is_a_sentence(string sentence, Func<KerasTensor> op) => Assert.Equal(sentence, Sample.Refused(() => op()));

    private static KerasTensor Of(params int[] dimensions) => T.Input($"x{T.Inputs.Count}", new Shape(dimensions), InputSource.Data);
}
