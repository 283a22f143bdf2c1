namespace KerasRnn;

/// <summary>Keras' rule for two tensors whose ranks differ by one.</summary>
internal static class Ranks
{
    /// <summary>
    /// If the longer one ends in an axis of length 1, a rank-1 partner grows one, and otherwise the longer one loses it.
    /// </summary>
    public static (KerasTensor A, KerasTensor B) Align(KerasTensor a, KerasTensor b)
    {
        if (a.Rank == b.Rank + 1 && a.Shape.Last == 1)
        {
            return b.Rank == 1 ? (a, Ops.ExpandDims(b, -1)) : (Ops.Squeeze(a, -1), b);
        }

        if (b.Rank == a.Rank + 1 && b.Shape.Last == 1)
        {
            return a.Rank == 1 ? (Ops.ExpandDims(a, -1), b) : (a, Ops.Squeeze(b, -1));
        }

        return (a, b);
    }

    /// <summary>Keras' choice between binary, sparse and categorical for words that leave it open: 'accuracy', 'crossentropy'.</summary>
    public static T Choose<T>(Shape yTrue, Shape yPred, T binary, T sparse, T categorical)
    {
        if (yPred.Rank == 0 || yPred.Last == 1) return binary;
        return yTrue.Rank < yPred.Rank || (yTrue.Last == 1 && yPred.Last > 1) ? sparse : categorical;
    }
}
