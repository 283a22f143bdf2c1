using KerasRnn.Engines;
using KerasRnn.Engines.Simd;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;
using KerasRnn.Layers;
using static KerasRnn.Ops;

namespace KerasRnn.Tests.Engines.Simd;

public sealed class OptimizerRuleTests
{
    public static TheoryData<string> WithKernel =>
    [
        "sgd", "momentum", "nesterov", "rmsprop", "rmsprop momentum", "adam", "adam amsgrad", "adamw", "adamw amsgrad",
    ];

    [Theory]
    [MemberData(nameof(WithKernel))]
    public void The_librarys_rules_are_found_and_their_kernels_compute_the_bits_of_the_ops(string name)
    {
        (float[][] fused, Step[] steps) = Train(Side.Fused, Make(name));
        (float[][] plain, Step[] each) = Train(Side.Plain, Make(name));
        Assert.Equal(2, steps.OfType<UpdateStep>().Count());
        Assert.Empty(each.OfType<UpdateStep>());
        Assert.Equal(plain, fused);
    }

    [Theory]
    [InlineData("rmsprop centered")]
    [InlineData("sgd with decay")]
    [InlineData("adam clipped")]
    [InlineData("adam clipped globally")]
    public void Other_rules_are_chains_with_the_bits_of_the_ops(string name)
    {
        (float[][] fused, _) = Train(Side.Fused, Make(name));
        (float[][] plain, _) = Train(Side.Plain, Make(name));
        Assert.Equal(plain, fused);
    }

    [Fact]
    public void A_rule_that_differs_in_one_op_is_not_taken_for_the_librarys()
    {
        (_, Step[] steps) = Train(Side.Fused, new AlmostSgd());
        Assert.Empty(steps.OfType<UpdateStep>());
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("rmsprop")]
    public void Weights_that_one_number_moves_stay_equal(string optimizer)
    {
        using Sequential model = new(seed: 1) { new Input(3), new MeanScale() };
        model.Engine = Side.Fused;
        model.Compile(optimizer, "mse");
        model.Fit(Sample.Random(1, 12, 3), Sample.Random(2, 12, 3), epochs: 3, verbose: Verbose.Silent);
        float[] w = model.Weights[0].GetValue();
        Assert.NotEqual(1, w[0]);
        Assert.All(w, value => Assert.Equal(w[0], value));
    }

    [Fact]
    public void A_rule_with_a_number_that_it_computes_itself_is_a_chain_with_the_bits_of_the_ops()
    {
        (float[][] fused, Step[] steps) = Train(Side.Fused, new AdamAtItsOwnRate());
        (float[][] plain, _) = Train(Side.Plain, new AdamAtItsOwnRate());
        Assert.Empty(steps.OfType<UpdateStep>());
        Assert.Equal(plain, fused);
    }

    private static Optimizer Make(string name) => name switch
    {
        "sgd" => new SGD(0.1),
        "momentum" => new SGD(0.1, momentum: 0.9),
        "nesterov" => new SGD(0.1, momentum: 0.9, nesterov: true),
        "sgd with decay" => new SGD(0.1) { WeightDecay = 0.01 },
        "rmsprop" => new RMSprop(0.01),
        "rmsprop momentum" => new RMSprop(0.01, momentum: 0.5),
        "rmsprop centered" => new RMSprop(0.01, centered: true),
        "adam" => new Adam(0.01),
        "adam amsgrad" => new Adam(0.01, amsgrad: true),
        "adam clipped" => new Adam(0.01) { ClipNorm = 0.1 },
        "adam clipped globally" => new Adam(0.01) { GlobalClipNorm = 0.1 },
        "adamw" => new AdamW(0.01, weightDecay: 0.1),
        _ => new AdamW(0.01, weightDecay: 0.1, amsgrad: true),
    };

    private static (float[][] Values, Step[] Steps) Train(SimdEngine engine, Optimizer optimizer)
    {
        Variable[] weights =
        [
            new("kernel", new Shape(5, 7), Side.Numbers(new Shape(5, 7), 1, 1).Values, trainable: true),
            new("bias", new Shape(7), Side.Numbers(new Shape(7), 2, 1).Values, trainable: true),
        ];
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch, 5), InputSource.Data);
        KerasTensor rate = trace.Input("rate", Shape.Scalar, InputSource.Scalar), iteration = trace.Input("t", Shape.Scalar, InputSource.Scalar);
        KerasTensor loss = Mean(Square(Tanh(MatMul(x, trace.Read(weights[0])) + trace.Read(weights[1])) - 0.3));
        IReadOnlyList<KerasTensor?> gradients = trace.Gradients(loss, [.. weights.Select(trace.Initial)]);
        optimizer.Apply(new OptimizerStep(trace, rate, iteration, optimizer.Slot), [.. weights.Zip(gradients)]);
        using IEngineState state = engine.Open();
        state.Add(weights);
        foreach (IGrouping<string, Variable> slots in optimizer.Slots.GroupBy(s => s.Name)) state.Add([.. slots]);
        using SimdProgram program = (SimdProgram)state.Compile(new GraphProgram(trace, [loss]));
        program.Prepare(6);
        Side.Numbers(x.Shape, 3, 6).Values.CopyTo(program.Feed(0));
        for (int step = 1; step <= 5; step++)
        {
            program.Feed(1, optimizer.LearningRate);
            program.Feed(2, step);
            program.Run();
        }

        return ([.. weights.Concat(optimizer.Slots).Select(Value)], [.. program.Steps]);

        float[] Value(Variable variable)
        {
            float[] value = new float[variable.Count];
            state.Read(variable, value);
            return value;
        }
    }

    private sealed class AlmostSgd() : Optimizer(0.1)
    {
        protected override void Update(OptimizerStep step, Variable weight, KerasTensor gradient) =>
            step.Assign(weight, step.Read(weight) + (gradient * step.LearningRate));
    }

    // Adam, but the rate is an element of the new moment.
    private sealed class AdamAtItsOwnRate() : Optimizer(0.1)
    {
        protected override void Update(OptimizerStep step, Variable weight, KerasTensor gradient)
        {
            Variable first = step.Slot(weight, "first"), second = step.Slot(weight, "second");
            KerasTensor m = step.Read(first) + ((gradient - step.Read(first)) * 0.1), v = step.Read(second) + ((Square(gradient) - step.Read(second)) * 0.01);
            step.Assign(first, m);
            step.Assign(second, v);
            KerasTensor rate = Reshape(Slice(Reshape(m, new Shape(weight.Count)), 0, 2, 1), Shape.Scalar);
            step.Assign(weight, step.Read(weight) - (m * rate / (Sqrt(v) + 0.001)));
        }
    }

    // y = x·mean(w): every element of w has one gradient, a number that is repeated.
    private sealed class MeanScale : Layer
    {
        private Variable? w;

        protected override void Build(Shape input) => w = AddWeight("w", new Shape(50), "ones");

        protected override KerasTensor Call(KerasTensor x, CallContext context) => x * Mean(context.Read(w!));
    }
}
