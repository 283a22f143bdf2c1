using KerasRnn.Graph;

namespace KerasRnn.Tests.Reference;

public sealed class ReferenceConv1DTests
{
    [Fact]
    public void A_correlation_of_two_steps_has_its_numbers()
    {
        // x = 1 2 3 4, kernel = 10 1: 10 + 2, 20 + 3, 30 + 4; with dilation 2: 10 + 3, 20 + 4; with stride 2: 12, 34.
        (Shape, float[]) x = (new Shape(-1, 4, 1), [1, 2, 3, 4]), kernel = (new Shape(2, 1, 1), [10, 1]);
        double[][] y = Graphs.Run(
            x => [Ops.Conv1D(x[0], x[1]), Ops.Conv1D(x[0], x[1], dilation: 2), Ops.Conv1D(x[0], x[1], stride: 2)], 1, x, kernel);
        Assert.Equal([[12, 23, 34], [13, 24], [12, 34]], y);
    }

    [Fact]
    public void A_group_of_filters_sees_its_own_channels()
    {
        (Shape, float[]) x = (new Shape(-1, 1, 4), [1, 2, 3, 4]), kernel = (new Shape(1, 2, 2), [1, 10, 1, 100]);
        Assert.Equal([3, 430], Graphs.Run(x => [Ops.Conv1D(x[0], x[1], groups: 2)], 1, x, kernel)[0]);
    }

    [Theory]
    [InlineData(5, 3, 1, 1, 1)]
    [InlineData(7, 3, 2, 1, 1)]
    [InlineData(7, 2, 1, 3, 1)]
    [InlineData(3, 3, 1, 1, 2)]
    [InlineData(8, 2, 3, 2, 2)]
    [InlineData(1, 1, 1, 1, 1)]
    public void Kernel_and_definition_agree_in_values_and_gradients(int steps, int width, int stride, int dilation, int groups)
    {
        (Shape, float[]) x = Graphs.Numbers(new Shape(-1, steps, 4), 1, 3), kernel = Graphs.Numbers(new Shape(width, 4 / groups, 6), 2);
        Conv1DOp op = new(stride, dilation, groups);
        Graphs.AssertDifferentiates(x => x[0].Trace.Apply(op, x[0], x[1]), 3, x, kernel);
        WholeOps.AssertDefined(op, 3, x, kernel);
    }
}
