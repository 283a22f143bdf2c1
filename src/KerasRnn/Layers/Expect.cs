using System.Diagnostics.CodeAnalysis;

namespace KerasRnn.Layers;

/// <summary>The one checker of what layers expect: sizes, ranks, widths.</summary>
[StackTraceHidden]
internal static class Expect
{
    public static int Positive(int value, string layer, string option) => value > 0
        ? value
        : throw Throw.Argument($"{layer} expects {option} to be at least 1; got {value}.");

    public static double Rate(double rate, string layer, string option) => rate is >= 0 and <= 1
        ? rate
        : throw Throw.Argument($"{layer} expects {option} between 0 and 1; got {rate}.");

    public static Variable Built([NotNull] Variable? weight, Layer layer) =>
        weight ?? throw Throw.Operation($"{layer.Subject} has no weights yet: give the model an Input, or call it on data first.");

    public static void LastAxis(Layer layer, Shape input, int minimumRank, int? width)
    {
        if (input.Rank < minimumRank) throw Throw.Argument($"{layer.Subject} expects input of rank {minimumRank} or more, [batch, .., features]; got {input} (rank {input.Rank}).");
        KnownWidth(layer, input, width);
    }

    /// <summary>[batch, time, features], and as many features as the weights were made for.</summary>
    public static void Sequence(Layer layer, Shape input, int? width = null)
    {
        if (input.Rank != 3)
        {
            string remedy = input.Rank == 2 ? $"A recurrent layer before it needs ReturnSequences = true; other data need one more axis, e.g. reshape to {input.Insert(2, 1)}." : "Reshape it to three axes.";
            throw Throw.Argument($"{layer.Subject} expects input [batch, time, features]; got {input} (rank {input.Rank}). {remedy}");
        }

        KnownWidth(layer, input, width);
    }

    /// <summary>The mask [batch, time] of a sequence.</summary>
    public static KerasTensor Mask(Layer layer, KerasTensor mask, KerasTensor sequence) => mask.Rank == 2 && IsMask(mask.Shape, sequence.Shape)
        ? mask
        : throw Throw.Argument($"{layer.Subject} expects a mask [batch, time] for input {sequence.Shape}; got {mask.Shape}.");

    /// <summary>Whether a mask has the first axes of what it masks.</summary>
    public static bool IsMask(Shape mask, Shape masked) =>
        mask.Rank > 0 && mask.Rank <= masked.Rank && Shape.Same(mask, new Shape(masked.Dimensions[..mask.Rank])) is not null;

    private static void KnownWidth(Layer layer, Shape input, int? width)
    {
        if (input.Last == Shape.Unknown) throw Throw.Argument($"{layer.Subject} expects a known last dimension; got {input}. Give the Input a number there.");
        if (width is int known && known != input.Last) throw Throw.Argument($"{layer.Subject} expects {known} features in the last dimension; got {input}. It was built for {layer.InputShape}.");
    }
}
