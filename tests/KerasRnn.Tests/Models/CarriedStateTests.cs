using KerasRnn.Engines;
using KerasRnn.Graph;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Models;

/// <summary>States that are carried from batch to batch are values: fed, read, set and reset.</summary>
public sealed class CarriedStateTests
{
    [Fact]
    public void Batches_of_any_one_size_carry_a_state_until_it_is_reset()
    {
        using Sequential model = [new Input(null, 2), new SimpleRNN(3) { Stateful = true }];
        using Sequential plain = [new Input(null, 2), new SimpleRNN(3)];
        Sample.Randomized(model);
        plain.SetWeights(model.GetWeights());
        Assert.Empty(model.States[0].GetValue());
        foreach (int rows in (int[])[2, 5])
        {
            var x = Sample.Random(rows, rows, 7, 2);
            model.Predict(Sample.Times(x, 0, 1, 2, 3));
            Sample.Near(Sample.Flat(plain.Predict(x)), Sample.Flat(model.Predict(Sample.Times(x, 4, 5, 6))));
            Assert.Equal(rows * 3, model.States[0].GetValue().Length);
            Assert.Equal(
                $"\"simple_rnn/state\" carries the state of {rows} sequences from the batch before; got a batch of 1. Use batches of one size, or call ResetState between them.",
                Sample.Sentence<InvalidOperationException>(() => model.Predict(Sample.Random(1, 1, 3, 2))));
            model.ResetState();
        }

        Assert.Equal(
            "Sequential \"sequential\" is stateful and expects whole batches of one size; got 7 rows in batches of 3. Give a batchSize that divides the rows.",
            Sample.Refused(() => model.Predict(Sample.Random(1, 7, 3, 2), batchSize: 3)));
    }

    [Fact]
    public void A_state_can_be_set_to_go_on_from()
    {
        using Sequential model = [new Input(null, 2), new SimpleRNN(3) { Stateful = true }];
        var x = Sample.Random(1, 2, 3, 2);
        model.Predict(x);
        CarriedState state = model.States[0];
        float[] kept = state.GetValue();
        float[] next = Sample.Flat(model.Predict(x));
        Assert.Equal(next, state.GetValue());
        state.SetValue(kept);
        Assert.Equal(next, Sample.Flat(model.Predict(x)));
        Assert.Equal("State \"simple_rnn/state\" [B, 3] expects whole rows of 3 values; got 4.", Sample.Refused(() => state.SetValue(new float[4])));
    }

    [Fact]
    public void A_run_that_fails_leaves_a_state_as_it_was()
    {
        using Sequential model = [new Input(4, 2), new SimpleRNN(3) { Stateful = true }];
        var x = Sample.Random(1, 2, 4, 2);
        model.Predict(x);
        float[] kept = model.States[0].GetValue();
        Assert.ThrowsAny<ArgumentException>(() => model.Predict(Sample.Random(1, 2, 5, 2)));
        Assert.Equal(kept, model.States[0].GetValue());
    }

    [Fact]
    public void A_model_gives_its_program_with_all_outputs_and_states_as_inputs_and_outputs()
    {
        KerasTensor x = Keras.Input([null, 2], "x");
        KerasTensor h = new SimpleRNN(3) { Stateful = true, ReturnSequences = true }.Apply(x);
        using Functional model = Keras.Model(x, [new Dense(2).Apply(h), new GlobalMaxPooling1D().Apply(h)]);
        Assert.Equal(
            "Functional \"functional\" expects a number for every length of a program; got [B, None, 2]. Give the shapes of its inputs, e.g. new Shape(Shape.Batch, 8, 2).",
            Sample.Refused(() => model.GetProgram()));
        GraphProgram program = model.GetProgram(new Shape(Shape.Batch, 5, 2));
        Assert.Equal(["[B, 5, 2]", "[B, 3]", "[B, 3]"], program.Outputs.Select(o => o.Shape.ToString()));
        StateFlow flow = Assert.Single(program.States);
        Assert.Equal(("x", 1, 2), (((InputOp)program.Inputs[0].Node!.Op).Name, flow.Input, flow.Output));

        // One step at a time, with the state in the hands of who runs the program.
        var data = Sample.Random(1, 2, 5, 2);
        float[] whole = Sample.Flat(model.PredictAll(data)[1]);
        GraphProgram single = model.GetProgram(new Shape(Shape.Batch, 1, 2));
        StateFlow carried = Assert.Single(single.States);
        Assert.Same(model.States[0], carried.State);
        using IEngineState state = Side.Fused.Open();
        model.Dispose();
        state.Add(model.Weights);
        using IProgram step = state.Compile(single);
        float[] carriedOn = new float[6], largest = new float[6], last = new float[6];
        for (int t = 0; t < 5; t++)
        {
            step.Prepare(2);
            Sample.Flat(Sample.Times(data, t)).CopyTo(step.Feed(0));
            carriedOn.CopyTo(step.Feed(carried.Input));
            step.Run();
            step.Read(carried.Output, carriedOn);
            step.Read(1, last);
            for (int i = 0; i < largest.Length; i++) largest[i] = t == 0 ? last[i] : Math.Max(largest[i], last[i]);
        }

        Assert.Equal(whole, largest);
    }

    [Fact]
    public void Slots_are_there_once_a_model_is_compiled_and_the_number_of_steps_can_be_set()
    {
        using Sequential model = [new Input(2), new Dense(3)];
        Adam adam = new() { WeightDecay = 0.1 };
        model.Compile(adam, "mse");
        adam.ExcludeFromWeightDecay("bias");
        Assert.Equal(["momentum", "velocity", "momentum", "velocity"], adam.Slots.Select(s => s.Name));
        Assert.DoesNotContain("Optimizer params", model.ToString(), StringComparison.Ordinal);
        Assert.Equal("Adam expects Iterations of at least 0; got -1. 0 is an optimizer that has not begun.", Sample.Refused(() => adam.Iterations = -1));
        model.TrainOnBatch(Sample.Random(1, 4, 2), Sample.Random(2, 4, 3));
        Assert.Contains("Optimizer params: 20", model.ToString(), StringComparison.Ordinal);

        Sequential later = new() { new Dense(3) };
        SlotOnDemand own = new();
        later.Compile(own, "mse");
        Assert.Empty(own.Slots);
        later.Predict(Sample.Random(1, 4, 2));
        Assert.Equal(["last", "last"], own.Slots.Select(s => s.Name));
        later.Dispose();
    }

    [Fact]
    public void Training_goes_on_from_weights_slots_and_iterations_that_were_kept()
    {
        var (x, y) = (Sample.Random(1, 8, 2), Sample.Random(2, 8, 3));
        using Sequential one = Make(), two = Make();
        for (int i = 0; i < 3; i++) one.TrainOnBatch(x, y);
        two.SetWeights(one.GetWeights());
        foreach ((Variable from, Variable to) in one.Optimizer!.Slots.Zip(two.Optimizer!.Slots)) to.SetValue(from.GetValue());
        two.Optimizer.Iterations = one.Optimizer.Iterations;
        one.TrainOnBatch(x, y);
        two.TrainOnBatch(x, y);
        Assert.Equal(Sample.Weights(one), Sample.Weights(two));

        static Sequential Make()
        {
            Sequential model = [new Input(2), new Dense(3)];
            model.Compile(new Adam(0.1), "mse");
            return model;
        }
    }

    private sealed class SlotOnDemand() : Optimizer(learningRate: 0.1)
    {
        protected override void Update(OptimizerStep step, Variable weight, KerasTensor gradient)
        {
            Variable last = step.Slot(weight, "last");
            step.Assign(weight, step.Read(weight) - (step.Read(last) * step.LearningRate));
            step.Assign(last, gradient);
        }
    }
}
