using KerasRnn.Graph;
using KerasRnn.Saving;

namespace KerasRnn.Layers;

/// <summary>
/// In training each value is kept with probability 1 - rate and then multiplied by 1/(1 - rate), else 0; elsewhere y = x.
/// </summary>
/// <remarks>Srivastava et al. 2014. The masks come from the model's seed: every engine sees the same ones.</remarks>
/// <param name="rate">The share of zeros, 0 to 1.</param>
public sealed class Dropout(double rate) : Layer
{
    /// <summary>The share of zeros.</summary>
    public double Rate { get; } = Expect.Rate(rate, "Dropout", "rate");

    /// <summary>The shape of the mask, broadcast over the input; null takes a dimension from the input, 1 shares the mask along it.</summary>
    public IReadOnlyList<int?>? NoiseShape { get; init; }

    /// <summary>A seed of its own; null takes the model's.</summary>
    public int? Seed { get; init; }

    /// <inheritdoc/>
    protected override void Check(IReadOnlyList<Shape> inputs)
    {
        if (NoiseShape is not null && (NoiseShape.Count != inputs[0].Rank || NoiseShape.Where((d, i) => d is not (null or 1) && d != inputs[0][i]).Any()))
        {
            throw Throw.Argument($"{Subject} expects a noise_shape of rank {inputs[0].Rank} with null, 1 or the input's dimension; got [{string.Join(", ", NoiseShape.Select(d => d?.ToString() ?? "null"))}] for {inputs[0]}.");
        }
    }

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<Shape>? ComputeOutputShapes(IReadOnlyList<Shape> inputs) => inputs;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context)
    {
        if (!context.Training || Rate == 0) return x;
        if (Rate == 1) return Ops.ZerosLike(x);
        Shape shape = NoiseShape is null ? x.Shape : new Shape([.. NoiseShape.Select((d, i) => d ?? x.Shape[i])]);
        KerasTensor keep = context.Random(new RandomDraw(RandomDistribution.Keep, Rate, Seed), shape);
        return Ops.Select(keep, x * (1 / (1 - Rate)), context.Constant(0));
    }

    // How the layer stands in Keras' JSON: one place for both directions.
    internal static Word<Layer> Word { get; } = Word<Layer>.Of<Dropout>("Dropout", [],
        c => new Dropout(c.NumberOrNull("rate") ?? throw Throw.Format($"{c.Subject} needs \"rate\", a number."))
        {
            Seed = c.WholeOrNull("seed"),
            NoiseShape = c.Dimensions("noise_shape") is int[] shape ? [.. shape.Select(d => d < 0 ? (int?)null : d)] : null,
        },
        (x, w) =>
        {
            w.Number("rate", x.Rate).Whole("seed", x.Seed);
            if (x.NoiseShape is null) w.Null("noise_shape");
            else w.Dimensions("noise_shape", [.. x.NoiseShape.Select(d => d ?? -1)]);
        });
}
