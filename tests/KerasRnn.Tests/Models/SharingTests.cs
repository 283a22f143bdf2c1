using System.Numerics.Tensors;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Models;

/// <summary>Models that share weights, change engines, are let go or are called from two threads.</summary>
public sealed class SharingTests
{
    private static readonly Tensor<float> X = Sample.Random(1, 12, 4), Y = Sample.Random(2, 12, 2);

    public static TheoryData<bool, bool> Pairs => new() { { false, false }, { true, true }, { false, true }, { true, false } };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Models_that_share_weights_train_in_turn(bool firstOnReference, bool secondOnReference)
    {
        (Functional first, Functional second) = Siblings();
        (Functional oneEngine, Functional sameEngine) = Siblings();
        (first.Engine, second.Engine) = (firstOnReference ? Sample.Reference : Sample.Simd, secondOnReference ? Sample.Reference : Sample.Simd);
        for (int round = 0; round < 3; round++)
        {
            foreach ((Functional model, Functional twin) in new[] { (first, oneEngine), (second, sameEngine) })
            {
                double found = model.TrainOnBatch(X, Y).Loss, expected = twin.TrainOnBatch(X, Y).Loss;
                Sample.Near(expected, found, 1e-5, $"loss of round {round}");
                Sample.Near(Sample.Flat(first.Predict(X)), Sample.Flat(Keras.Model(first.Inputs[0], first.Outputs[0]).Predict(X)), 1e-5);
            }
        }

        Sample.Near(Sample.Weights(oneEngine), Sample.Weights(first), 1e-4);
        Sample.Near(Sample.Weights(sameEngine), Sample.Weights(second), 1e-4);
    }

    [Fact]
    public void A_model_sees_what_another_did_to_a_weight_behind_its_first_one()
    {
        KerasTensor x = Keras.Input(4);
        Dense front = new(4, "tanh"), back = new(2);
        using Functional whole = Keras.Model(x, back.Apply(front.Apply(x)));
        KerasTensor h = Keras.Input(4);
        using Functional alone = Keras.Model(h, back.Apply(h));
        alone.Engine = Sample.Reference;
        float[] y = new float[24];
        whole.PredictOnBatch(Sample.Flat(X), 12, y);
        alone.Compile("sgd", "mse");
        alone.TrainOnBatch(X, Y);
        whole.PredictOnBatch(Sample.Flat(X), 12, y);
        Assert.Equal(Sample.Flat(whole.Predict(X)), y);
        using Functional fresh = Keras.Model(x, back.Apply(front.Apply(x)));
        Assert.Equal(Sample.Flat(fresh.Predict(X)), y);
    }

    [Fact]
    public void Letting_one_of_two_models_go_leaves_the_other_at_work()
    {
        (Functional first, Functional second) = Siblings();
        (Functional twin, _) = Siblings();
        for (int i = 0; i < 2; i++)
        {
            first.TrainOnBatch(X, Y);
            twin.TrainOnBatch(X, Y);
        }

        second.Predict(X);
        second.Dispose();
        second.Dispose();
        Assert.Equal(twin.TrainOnBatch(X, Y).Loss, first.TrainOnBatch(X, Y).Loss);
        Assert.Equal(Sample.Weights(twin), Sample.Weights(first));
        Assert.Equal([12, 2], Sample.Lengths(second.Predict(X)));
    }

    [Fact]
    public void A_third_model_does_not_follow_a_weight_to_where_it_cannot_return()
    {
        // The weights lie together; one leaves with a model that is let go, then a model over both opens before the first one has run again.
        KerasTensor x = Keras.Input(4);
        Dense front = new(4, "tanh"), back = new(2);
        using Functional both = Keras.Model(x, back.Apply(front.Apply(x)), seed: 1), third = Keras.Model(x, back.Apply(front.Apply(x)), seed: 1);
        Functional alone = Keras.Model(x, back.Apply(x));
        float[] expected = Sample.Flat(both.Predict(X));
        alone.Predict(X);
        alone.Dispose();
        Assert.Equal(expected, Sample.Flat(third.Predict(X)));
        Assert.Equal(expected, Sample.Flat(both.Predict(X)));
        Assert.Equal(expected, Sample.Flat(third.Predict(X)));
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("rmsprop")]
    [InlineData("momentum")]
    public void Changing_the_engine_in_the_middle_of_training_changes_no_number(string optimizer)
    {
        Sequential Make()
        {
            Sequential model = new(seed: 3) { new Input(4, 2) { BatchSize = 6 }, new SimpleRNN(5) { Stateful = true }, new Dropout(0.3), new Dense(2) };
            model.Compile(optimizer == "momentum" ? new SGD(0.1, momentum: 0.9) : optimizer, "mse", metrics: ["mae"]);
            return model;
        }

        using Sequential stays = Make(), moves = Make();
        Tensor<float> x = Sample.Random(1, 12, 4, 2);
        double[][] losses = [.. new[] { stays, moves }.Select(model => Enumerable.Range(0, 6).Select(i =>
        {
            if (model == moves) model.Engine = Sample.Engines[i % 2];
            return model.Fit(x, Y, batchSize: 6, epochs: 2, verbose: Verbose.Silent)["mae"][^1];
        }).ToArray())];
        for (int i = 0; i < 6; i++) Sample.Near(losses[0][i], losses[1][i], 2e-5, $"fit {i}");
        Sample.Near(Sample.Weights(stays), Sample.Weights(moves), 1e-4);
        Sample.Near(stays.States[0].GetValue(), moves.States[0].GetValue(), 1e-4);
        Assert.Equal(24, moves.Optimizer!.Iterations);
    }

    [Fact]
    public void A_simd_model_that_moves_to_another_simd_engine_keeps_every_bit()
    {
        (Functional stays, _) = Siblings();
        (Functional moves, _) = Siblings();
        for (int i = 0; i < 4; i++)
        {
            moves.Engine = new KerasRnn.Engines.Simd.SimdEngine(threads: 1 + (i % 2));
            Assert.Equal(stays.TrainOnBatch(X, Y).Loss, moves.TrainOnBatch(X, Y).Loss);
        }

        Assert.Equal(Sample.Weights(stays), Sample.Weights(moves));
    }

    [Fact]
    public void A_model_that_was_let_go_keeps_its_weights_slots_and_can_go_on()
    {
        (Functional stays, _) = Siblings();
        (Functional rests, _) = Siblings();
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(stays.TrainOnBatch(X, Y).Loss, rests.TrainOnBatch(X, Y).Loss);
            rests.Dispose();
            Assert.Equal(Sample.Weights(stays), Sample.Weights(rests));
        }
    }

    [Fact]
    public void An_optimizer_that_is_used_again_after_another_one_goes_on_with_its_slots()
    {
        (Functional model, _) = Siblings();
        Adam adam = new(0.01);
        model.Compile(adam, "mse");
        model.TrainOnBatch(X, Y);
        float[] slot = adam.Slots[0].GetValue();
        model.Compile("sgd", "mse");
        model.TrainOnBatch(X, Y);
        model.Engine = Sample.Reference;
        Assert.Equal(slot, adam.Slots[0].GetValue());
        model.Compile(adam, "mse");
        model.TrainOnBatch(X, Y);
        Assert.Equal(2, adam.Iterations);
        Assert.NotEqual(slot, adam.Slots[0].GetValue());
    }

    [Fact]
    public void An_optimizer_belongs_to_one_model()
    {
        (Functional first, Functional second) = Siblings();
        first.Compile(first.Optimizer, "mae");
        Assert.Equal(
            "Functional \"second\" expects an optimizer of its own; this Adam already trains Functional \"first\". Make another one.",
            Sample.Refused(() => second.Compile(first.Optimizer, "mse")));
    }

    [Fact]
    public void A_metric_object_reports_once()
    {
        (Functional first, Functional second) = Siblings();
        MeanMetric shared = new LossMetric("mae");
        first.Compile("sgd", "mse", metrics: [shared]);
        first.TrainOnBatch(X, Y);
        Assert.Equal(
            "Functional \"second\" expects metrics of its own; this LossMetric \"mae\" already reports for Functional \"first\". Make another one.",
            Sample.Refused(() => second.Compile("sgd", "mse", metrics: [shared])));
        Assert.Equal(
            "Functional \"second\" expects a metric object once; LossMetric \"mse\" is given twice. Make another one.",
            Sample.Refused(() => Twice(second)));

        static void Twice(Model model)
        {
            Metric metric = "mse";
            model.Compile("sgd", "mse", metrics: [metric, metric]);
        }
    }

    [Fact]
    public async Task Calls_from_two_threads_wait_for_each_other()
    {
        (Functional model, Functional sibling) = Siblings();
        (Functional twin, _) = Siblings();
        float[] x = Sample.Flat(X);
        Task[] work = [.. Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            float[] y = new float[24];
            for (int i = 0; i < 25; i++)
            {
                if (thread == 0) model.TrainOnBatch(X, Y);
                else if (thread == 1) sibling.Predict(X);
                else if (thread == 2) model.PredictOnBatch(x, 12, y);
                else _ = Sample.Weights(model);
            }
        }))];
        await Task.WhenAll(work);
        for (int i = 0; i < 25; i++) twin.TrainOnBatch(X, Y);
        Assert.Equal(Sample.Weights(twin), Sample.Weights(model));
    }

    [Fact]
    public void Nothing_is_exchanged_under_a_running_fit()
    {
        (Functional model, _) = Siblings();
        LambdaCallback callback = new() { TrainBatchEnd = (_, _) => model.Engine = Sample.Reference };
        Assert.Equal(
            "Functional \"first\" is running: Engine, Compile and Dispose wait until Fit, Evaluate or Predict has returned.",
            Sample.Sentence<InvalidOperationException>(() => model.Fit(X, Y, verbose: Verbose.Silent, callbacks: [callback])));
        model.Engine = Sample.Reference;
        model.TrainOnBatch(X, Y);
    }

    [Fact]
    public void A_callback_may_predict_with_the_model_it_watches()
    {
        (Functional model, _) = Siblings();
        (Functional twin, _) = Siblings();
        List<int> seen = [];
        model.Fit(X, Y, batchSize: 5, epochs: 2, verbose: Verbose.Silent, callbacks: [new LambdaCallback { TrainBatchEnd = (_, _) => seen.Add(Sample.Lengths(model.Predict(X))[0]) }]);
        twin.Fit(X, Y, batchSize: 5, epochs: 2, verbose: Verbose.Silent);
        Assert.Equal([12, 12, 12, 12, 12, 12], seen);
        Assert.Equal(Sample.Weights(twin), Sample.Weights(model));
    }

    // Two models with a layer in common, both compiled.
    private static (Functional First, Functional Second) Siblings()
    {
        KerasTensor x = Keras.Input(4);
        KerasTensor shared = new Dense(5, "tanh") { Name = "shared" }.Apply(x);
        Functional first = Keras.Model(x, new Dense(2) { Name = "one" }.Apply(shared), seed: 1, name: "first");
        Functional second = Keras.Model(x, new Dense(2) { Name = "two" }.Apply(shared), seed: 2, name: "second");
        first.Compile(new Adam(0.01), "mse");
        second.Compile("rmsprop", "mse");
        return (first, second);
    }
}
