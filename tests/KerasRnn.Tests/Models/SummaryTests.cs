using KerasRnn.Layers;

namespace KerasRnn.Tests.Models;

/// <summary>Summaries that Keras 3.15.1 printed, for what no golden shows.</summary>
public sealed class SummaryTests
{
    [Fact]
    public void Connections_are_those_of_the_model_itself_in_the_order_they_were_made()
    {
        KerasTensor x = Keras.Input([4], name: "x"), y = Keras.Input([4], name: "y");
        using Functional inner = Keras.Model(y, new Dense(4) { Name = "d" }.Apply(y), name: "inner");
        KerasTensor first = inner.Apply(x), second = inner.Apply(new Activation("tanh") { Name = "t" }.Apply(x));
        using Functional model = Keras.Model(x, [second, first], name: "m");
        StringWriter text = new();
        model.Summary(lineLength: 72, expandNested: true, output: text);
        Assert.Equal(
            """
            Model: "m"
            ┏━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━┓
            ┃ Layer (type)       ┃ Output Shape     ┃   Param # ┃ Connected to     ┃
            ┡━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━┩
            │ x (InputLayer)     │ (None, 4)        │         0 │ -                │
            ├────────────────────┼──────────────────┼───────────┼──────────────────┤
            │ t (Activation)     │ (None, 4)        │         0 │ x[0][0]          │
            ├────────────────────┼──────────────────┼───────────┼──────────────────┤
            │ inner (Functional) │ (None, 4)        │        20 │ x[0][0], t[0][0] │
            ├────────────────────┼──────────────────┼───────────┼──────────────────┤
            │    └ y             │ (None, 4)        │         0 │ -                │
            │ (InputLayer)       │                  │           │                  │
            ├────────────────────┼──────────────────┼───────────┼──────────────────┤
            │    └ d (Dense)     │ (None, 4)        │        20 │ -                │
            └────────────────────┴──────────────────┴───────────┴──────────────────┘
             Total params: 20 (80.00 B)
             Trainable params: 20 (80.00 B)
             Non-trainable params: 0 (0.00 B)

            """,
            text.ToString());
    }

    [Fact]
    public void An_optimizer_without_anything_to_train_takes_no_step_and_has_no_parameters()
    {
        using Sequential model = [new Input(2), new Dense(1) { Trainable = false }];
        model.Compile("adam", "mse");
        model.Fit(new float[2, 2], new float[2, 1], verbose: Verbose.Silent, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(0, model.Optimizer!.Iterations);
        Assert.EndsWith(" Total params: 3 (12.00 B)\n Trainable params: 0 (0.00 B)\n Non-trainable params: 3 (12.00 B)\n", model.ToString(), StringComparison.Ordinal);
    }
}
