namespace KerasRnn.Initializers;

/// <summary>What an initializer draws.</summary>
/// <param name="Distribution">Which family.</param>
/// <param name="Shape">The shape of what is drawn (orthogonal: of the matrix that is made orthogonal).</param>
/// <param name="First">Uniform: the least value; else the mean.</param>
/// <param name="Second">Uniform: the bound above; else the standard deviation, before the cut if there is one.</param>
public sealed record Draw(DrawDistribution Distribution, Shape Shape, double First, double Second)
{
    internal void Fill(CounterRandom random, Span<float> destination)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = (float)Next(random);
    }

    private double Next(CounterRandom random)
    {
        if (Distribution == DrawDistribution.Uniform) return First + ((Second - First) * random.NextDouble());
        double number = random.NextNormal();
        while (Distribution == DrawDistribution.TruncatedNormal && Math.Abs(number) > 2) number = random.NextNormal();
        return First + (Second * number);
    }
}
