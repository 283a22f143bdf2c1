using KerasRnn.Graph;
using static KerasRnn.Ops;

namespace KerasRnn.TensorFlow.Tests.Lowering;

public sealed class RecurrenceTests
{
    public static TheoryData<int, int, bool, RecurrentActivation> Cases
    {
        get
        {
            TheoryData<int, int, bool, RecurrentActivation> cases = [];
            foreach (int steps in (int[])[1, 2, 9, 33])
            {
                foreach (bool initial in (bool[])[false, true]) cases.Add(steps, steps % 2 == 0 ? 1 : 5, initial, RecurrentActivation.Tanh);
            }

            foreach (RecurrentActivation activation in Enum.GetValues<RecurrentActivation>()) cases.Add(4, 3, true, activation);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_recurrence_and_its_gradients_are_those_of_the_reference_engine(int steps, int batch, bool initial, RecurrentActivation activation) =>
        Side.AssertAgrees(
            Installed.Engine(),
            Side.WithGradients(x =>
            {
                (KerasTensor states, KerasTensor last) = SimpleRnn(x[0], x[1], initial ? x[2] : null, activation);
                return [states, last, initial ? last : last + x[2]];
            }),
            batch, Side.Numbers(new Shape(Shape.Batch, steps, 5), 1, batch, 0.5), Side.Numbers(new Shape(5, 5), 2, batch, 0.3), Side.Numbers(new Shape(Shape.Batch, 5), 3, batch));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Projections_and_stacked_recurrences_agree_and_so_do_gradients_of_what_lies_between(int steps)
    {
        TensorFlowEngine engine = Installed.Engine();
        Func<KerasTensor[], IReadOnlyList<KerasTensor>> build = x =>
        {
            KerasTensor product = MatMul(x[0], x[1]), z = product + x[2];
            KerasTensor first = SimpleRnn(z, x[3], null, RecurrentActivation.Tanh).States;
            KerasTensor second = MatMul(first, x[3], transposeB: true);
            (KerasTensor states, KerasTensor last) = SimpleRnn(second, x[3], null, RecurrentActivation.Tanh);
            KerasTensor loss = Sum(Square(last - 0.3)) + Sum(first * 0.1);
            return [loss, .. loss.Trace.Gradients(loss, [.. x, product, z, first, second, states, last, loss]).OfType<KerasTensor>()];
        };
        (Shape, float[])[] inputs =
        [
            Side.Numbers(new Shape(Shape.Batch, steps, 3), 1, 4), Side.Numbers(new Shape(3, 5), 2, 4, 0.3), Side.Numbers(new Shape(5), 3, 4, 0.3), Side.Numbers(new Shape(5, 5), 4, 4, 0.3),
        ];
        double[][] expected = Side.Run(new KerasRnn.Reference.ReferenceEngine(), build, 4, inputs), found = Side.Run(engine, build, 4, inputs);
        for (int i = 0; i < expected.Length; i++) Side.AssertNear(expected[i], found[i], $"output {i}");
    }

    [Fact]
    public void One_number_may_be_added_to_a_projection_and_a_bias_to_one_of_one_unit() => Side.AssertAgrees(
        Installed.Engine(),
        Side.WithGradients(x =>
        [
            SimpleRnn(MatMul(x[0], x[1]) + x[2], x[3], null, RecurrentActivation.Tanh).States,
            SimpleRnn(MatMul(x[0], x[4]) + x[5], x[3], null, RecurrentActivation.Tanh).States,
        ]),
        4, Side.Numbers(new Shape(Shape.Batch, 3, 2), 1, 4), Side.Numbers(new Shape(2, 5), 2, 4, 0.3), Side.Numbers(new Shape(1), 3, 4), Side.Numbers(new Shape(5, 5), 4, 4, 0.3),
        Side.Numbers(new Shape(2, 1), 5, 4), Side.Numbers(new Shape(5), 6, 4));

    [Fact]
    public void A_graph_of_two_hundred_steps_is_built_and_right() =>
        Side.AssertAgrees(
            Installed.Engine(), Side.WithGradients(x => [SimpleRnn(x[0], x[1], null, RecurrentActivation.Tanh).States]), 2,
            Side.Numbers(new Shape(Shape.Batch, 200, 4), 1, 2, 0.3), Side.Numbers(new Shape(4, 4), 2, 2, 0.3));
}
