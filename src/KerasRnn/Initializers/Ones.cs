namespace KerasRnn.Initializers;

/// <summary>1 everywhere.</summary>
public sealed class Ones : Initializer
{
    /// <inheritdoc/>
    protected override void Generate(Shape shape, CounterRandom random, Span<float> destination) => destination.Fill(1);
}
