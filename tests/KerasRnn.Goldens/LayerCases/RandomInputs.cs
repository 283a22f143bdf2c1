using KerasRnn.Graph;

namespace KerasRnn.Goldens.LayerCases;

/// <summary>Fills the random inputs of a program: with the masks of a case where it has some, else with numbers of the kind asked for.</summary>
internal static class RandomInputs
{
    public static IReadOnlyList<float[]> Fill(IReadOnlyList<KerasTensor> inputs, LayerCall call)
    {
        InputOp[] random = [.. inputs.Select(input => (InputOp)input.Node!.Op).Where(op => op.Source == InputSource.Random)];
        if (call.DropoutMasks.Length == 0) return [.. random.Select((op, i) => Draw(op, call.Batch, i))];
        return random.Length == call.DropoutMasks.Length
            ? [.. random.Zip(call.DropoutMasks, Given)]
            : throw new InvalidDataException($"the case gives {call.DropoutMasks.Length} dropout masks; the layer asks for {random.Length}");
    }

    private static float[] Draw(InputOp op, int batch, int stream)
    {
        CounterRandom random = new(seed: 1, (ulong)stream);
        float[] values = new float[op.Shape.Count(batch)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = op.Draw!.Distribution switch
            {
                RandomDistribution.Keep => random.NextDouble() >= op.Draw.Rate ? 1 : 0,
                RandomDistribution.Normal => (float)random.NextNormal(),
                _ => (float)random.NextDouble(),
            };
        }

        return values;
    }

    // Keras' masks hold 1/(1 - rate) where they keep; a program asks for zeros and ones, and for the rate.
    private static float[] Given(InputOp op, GoldenTensor mask)
    {
        foreach (double value in mask.Data)
        {
            if (value != 0 && (op.Draw is not { Distribution: RandomDistribution.Keep } draw || Math.Abs((value * (1 - draw.Rate)) - 1) > 1e-9))
            {
                throw new InvalidDataException($"the case keeps with a factor of {value}; the layer asks for {op.Draw}");
            }
        }

        return [.. mask.Data.Select(value => value == 0 ? 0f : 1f)];
    }
}
