using KerasRnn.Layers;

namespace KerasRnn.TensorFlow.Tests.Parity;

/// <summary>Draws models from seeds: layers x options x shapes x losses x optimizers.</summary>
internal sealed class ModelGenerator(int seed)
{
    private static readonly string[] Activations = ["linear", "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "sigmoid", "hard_sigmoid", "tanh", "softplus", "softmax"];
    private static readonly string[] Losses = ["mse", "mse", "mae", "huber", "binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy"];

    private static readonly string[] Optimizers =
    [
        "sgd", "sgd momentum", "sgd nesterov", "sgd decay, clipped globally", "rmsprop", "rmsprop momentum, centered", "adam", "adam amsgrad, clipped by value", "adam clipped", "adamw",
    ];

    private readonly CounterRandom random = new((ulong)seed, 11);

    public ModelSpec Next()
    {
        int[] input = Chance(6) ? [Upto(6)] : [Upto(9), Upto(4)];
        KerasTensor present = Keras.Input([.. input.Select(d => (int?)d)]);
        List<LayerSpec> layers = [];
        for (int wanted = Upto(4), tries = 0; layers.Count < wanted && tries < 20; tries++)
        {
            LayerSpec layer = present.Rank == 3 ? Sequence(present.Shape) : Row(present.Shape);
            try
            {
                // A layer that does not fit is refused by itself; another one is drawn.
                KerasTensor next = layer.Make().Apply(present);
                if (next.Shape.CountPerRow > 60) continue;
                present = next;
                layers.Add(layer);
            }
            catch (ArgumentException)
            {
            }
        }

        string loss = Pick(Losses);
        int outputs = loss.Contains("categorical", StringComparison.Ordinal) ? 1 + Upto(3) : Upto(3);

        // Gradients of |x| are sums of equal numbers with signs. Where they cancel, what rounding leaves is a whole step for an optimizer that
        // divides a gradient by its size, on every engine another one.
        string[] optimizers = loss == "mae" ? Optimizers[..4] : Optimizers;
        return new ModelSpec(seed, Upto(6), input, layers, loss, Pick(optimizers), outputs, Chance(5));
    }

    private LayerSpec Sequence(Shape shape) => random.NextInt(12) switch
    {
        < 4 => Recurrent(),
        < 6 => Convolution(shape),
        6 => new LayerSpec(Chance(2) ? "MaxPooling1D" : "AveragePooling1D") { Size = Upto(3), Strides = Upto(3), Padding = Chance(2) ? Padding.Same : Padding.Valid },
        7 => new LayerSpec(Chance(2) ? "GlobalMaxPooling1D" : "GlobalAveragePooling1D"),
        8 => new LayerSpec("Flatten"),
        9 => Dense(),
        10 => Chance(2) ? new LayerSpec("Activation") { Activation = Pick(Activations) } : new LayerSpec("Dropout") { Rate = Rate() },
        _ => new LayerSpec("Reshape") { Units = Upto(4) },
    };

    private LayerSpec Row(Shape shape) => random.NextInt(8) switch
    {
        < 4 => Dense(),
        4 => new LayerSpec("Activation") { Activation = Pick(Activations) },
        5 => new LayerSpec("Dropout") { Rate = Rate() },
        6 => new LayerSpec("RepeatVector") { Size = Upto(4) },
        _ => new LayerSpec("Reshape") { Units = Upto(Math.Min(shape.Last, 4)) },
    };

    private LayerSpec Dense() => new("Dense") { Units = Upto(6), Activation = Pick(Activations), NoBias = Chance(5), Regularizer = Penalty() };

    private LayerSpec Recurrent() => new("SimpleRNN")
    {
        Units = Upto(5),
        Activation = Chance(2) ? "tanh" : Pick(Activations),
        Sequences = Chance(2),
        Backwards = Chance(4),
        Unroll = Chance(5),
        NoBias = Chance(5),
        Rate = Chance(5) ? Rate() : 0,
        RecurrentRate = Chance(7) ? Rate() : 0,
        Regularizer = Penalty(),
    };

    private LayerSpec Convolution(Shape shape)
    {
        int groups = shape.Last % 2 == 0 && Chance(3) ? 2 : 1;
        bool strides = Chance(3);
        return new LayerSpec("Conv1D")
        {
            Units = groups * Upto(3),
            Size = Upto(3),
            Strides = strides ? 2 : 1,
            Dilation = !strides && Chance(3) ? 2 : 1,
            Groups = groups,
            Padding = (Padding)random.NextInt(3),
            Activation = Pick(Activations),
            NoBias = Chance(5),
            Regularizer = Penalty(),
        };
    }

    private string? Penalty() => Chance(6) ? (Chance(2) ? "l1" : "l2") : null;

    private double Rate() => 0.1 * Upto(6);

    private int Upto(int most) => 1 + random.NextInt(most);

    private bool Chance(int one) => random.NextInt(one) == 0;

    private string Pick(string[] words) => words[random.NextInt(words.Length)];
}
