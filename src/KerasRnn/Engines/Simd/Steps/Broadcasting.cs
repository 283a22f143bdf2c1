namespace KerasRnn.Engines.Simd.Steps;

/// <summary>How an operand is broadcast to the tensor that it is read for.</summary>
internal enum Broadcast
{
    /// <summary>Not at all: element by element.</summary>
    None,

    /// <summary>Its elements follow each other again and again, as tiles: a scalar or a row vector.</summary>
    Tiled,

    /// <summary>In any other way.</summary>
    Strided,
}

/// <summary>NumPy's broadcasting as a step sees it.</summary>
internal static class Broadcasting
{
    /// <summary>How an operand of one shape is broadcast to another one; a tile has a fixed number of elements.</summary>
    public static Broadcast Of(Shape operand, Shape whole)
    {
        bool repeats = false;
        for (int i = 1; i <= whole.Rank; i++)
        {
            if (whole[-i] == 1) continue;
            bool present = i <= operand.Rank && operand[-i] != 1;
            if (present && repeats) return Broadcast.Strided;
            repeats |= !present;
        }

        return repeats ? Broadcast.Tiled : Broadcast.None;
    }

    /// <summary>Strides of an operand within a shape, in floats; 0 where it repeats.</summary>
    public static int[] Strides(Shape operand, Shape whole)
    {
        int[] strides = new int[whole.Rank];
        for (int i = 1, stride = 1; i <= Math.Min(operand.Rank, whole.Rank); i++)
        {
            if (operand[-i] == 1) continue;
            strides[^i] = stride;
            stride *= operand[-i];
        }

        return strides;
    }

    /// <summary>A shape's dimensions as numbers.</summary>
    public static void At(Shape shape, int batch, int[] dimensions)
    {
        for (int i = 0; i < dimensions.Length; i++) dimensions[i] = shape[i] < 0 ? -shape[i] * batch : shape[i];
    }
}
