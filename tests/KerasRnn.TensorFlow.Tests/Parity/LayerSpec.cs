using System.Globalization;
using KerasRnn.Layers;

namespace KerasRnn.TensorFlow.Tests.Parity;

/// <summary>A layer of a random model: what is not said has Keras' default, so that a smaller spec is a simpler layer.</summary>
internal sealed record LayerSpec(string Word)
{
    public int Units { get; init; }

    public int Size { get; init; } = 1;

    public int Strides { get; init; } = 1;

    public int Dilation { get; init; } = 1;

    public int Groups { get; init; } = 1;

    public Padding Padding { get; init; } = Padding.Valid;

    public string Activation { get; init; } = "linear";

    public bool Sequences { get; init; }

    public bool Backwards { get; init; }

    public bool Unroll { get; init; }

    public bool NoBias { get; init; }

    public double Rate { get; init; }

    public double RecurrentRate { get; init; }

    public string? Regularizer { get; init; }

    public Layer Make() => Word switch
    {
        "Dense" => new Dense(Units, Activation) { UseBias = !NoBias, KernelRegularizer = Penalty },
        "SimpleRNN" => new SimpleRNN(Units, Activation)
        {
            ReturnSequences = Sequences,
            GoBackwards = Backwards,
            Unroll = Unroll,
            UseBias = !NoBias,
            Dropout = Rate,
            RecurrentDropout = RecurrentRate,
            RecurrentRegularizer = Penalty,
        },
        "Conv1D" => new Conv1D(Units, Size, Strides, Padding, Activation) { DilationRate = Dilation, Groups = Groups, UseBias = !NoBias, KernelRegularizer = Penalty },
        "MaxPooling1D" => new MaxPooling1D(Size, Strides, Padding),
        "AveragePooling1D" => new AveragePooling1D(Size, Strides, Padding),
        "GlobalMaxPooling1D" => new GlobalMaxPooling1D(),
        "GlobalAveragePooling1D" => new GlobalAveragePooling1D(),
        "Flatten" => new Flatten(),
        "RepeatVector" => new RepeatVector(Size),
        "Reshape" => new Reshape(-1, Units),
        "Activation" => new Activation(Activation),
        "Dropout" => new Dropout(Rate),
        _ => throw new ArgumentException($"There is no layer {Word} here."),
    };

    /// <summary>The same layer with one thing less.</summary>
    public IEnumerable<LayerSpec> Simpler() => new[]
    {
        this with { Units = Math.Max(1, Units / 2) }, this with { Size = Math.Max(1, Size - 1) }, this with { Strides = 1 }, this with { Dilation = 1 }, this with { Groups = 1 },
        this with { Padding = Padding.Valid }, this with { Activation = "linear" }, this with { Sequences = false }, this with { Backwards = false }, this with { Unroll = false },
        this with { NoBias = false }, this with { Rate = 0 }, this with { RecurrentRate = 0 }, this with { Regularizer = null },
    }.Where(simpler => simpler != this && (Units > 0 || simpler.Units == 0));

    public override string ToString()
    {
        List<string> parts = [];
        Add(Units > 0, Units);
        Add(Size > 1, $"size {Size}");
        Add(Strides > 1, $"strides {Strides}");
        Add(Dilation > 1, $"dilation {Dilation}");
        Add(Groups > 1, $"groups {Groups}");
        Add(Padding != Padding.Valid, Padding);
        Add(Activation != "linear", Activation);
        Add(Sequences, "sequences");
        Add(Backwards, "backwards");
        Add(Unroll, "unroll");
        Add(NoBias, "no bias");
        Add(Rate > 0, $"dropout {Rate.ToString(CultureInfo.InvariantCulture)}");
        Add(RecurrentRate > 0, $"recurrent dropout {RecurrentRate.ToString(CultureInfo.InvariantCulture)}");
        Add(Regularizer is not null, Regularizer!);
        return $"{Word}({string.Join(", ", parts)})";

        void Add(bool isSaid, object part)
        {
            if (isSaid) parts.Add(part.ToString()!);
        }
    }

    private Regularizer? Penalty => Regularizer switch
    {
        null => null,
        "l1" => new L1(0.01),
        _ => new L2(0.01),
    };
}
