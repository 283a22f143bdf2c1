namespace KerasRnn.TensorFlow.Tests.Parity;

/// <summary>Moves every weight of a model on the reference engine by 1e-7 up or down: about what float32 rounds at every step.</summary>
internal sealed class Nudge(int seed, bool everyStep)
{
    private const double Size = 1e-7;
    private readonly CounterRandom random = new((ulong)seed, 17);

    public bool EveryStep => everyStep;

    public void Move(Model model)
    {
        foreach (Variable weight in model.Weights)
        {
            double[] value = ParityRun.Value(weight);
            for (int i = 0; i < value.Length; i++) value[i] += random.NextInt(2) == 0 ? Size : -Size;
            weight.Restore(value);
        }
    }
}
