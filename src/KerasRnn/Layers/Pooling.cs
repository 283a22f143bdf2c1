namespace KerasRnn.Layers;

/// <summary>What pools and convolutions share: margins and windows.</summary>
internal static class Pooling
{
    /// <summary>Cells to add on each side of a sequence for windows of a span.</summary>
    public static (int Left, int Right) Margins(Padding padding, int steps, int span, int strides)
    {
        if (padding == Padding.Valid) return (0, 0);
        if (padding == Padding.Causal) return (span - 1, 0);
        int windows = (steps + strides - 1) / strides;
        int total = Math.Max(((windows - 1) * strides) + span - steps, 0);
        return (total / 2, total - (total / 2));
    }

    /// <summary>The number of windows; unknown where the number of steps is.</summary>
    public static int Steps(Padding padding, int steps, int span, int strides)
    {
        if (steps == Shape.Unknown) return Shape.Unknown;
        (int left, int right) = Margins(padding, steps, span, strides);
        return ((left + steps + right - span) / strides) + 1;
    }

    /// <summary>The q-th cell of every window of a padded sequence, q = 0 .. pool - 1.</summary>
    public static IEnumerable<KerasTensor> Cells(KerasTensor padded, int pool, int strides)
    {
        int windows = ((padded.Shape[1] - pool) / strides) + 1;
        return Enumerable.Range(0, pool).Select(q => Ops.Slice(padded, 1, q, windows, strides));
    }

    public static void Check(Layer layer, Shape input, int pool, int strides, Padding padding)
    {
        Expect.Sequence(layer, input);
        Expect.Positive(pool, layer.ClassName, "pool_size");
        Expect.Positive(strides, layer.ClassName, "strides");
        if (padding == Padding.Causal) throw Throw.Argument($"{layer.Subject} expects padding \"valid\" or \"same\"; got \"causal\".");
        if (padding == Padding.Valid && input[1] != Shape.Unknown && input[1] < pool)
        {
            throw Throw.Argument($"{layer.Subject} expects at least {pool} time steps with padding \"valid\"; got {input}. Use a smaller pool_size or padding \"same\".");
        }
    }
}
