namespace KerasRnn.Initializers;

/// <summary>0 everywhere.</summary>
public sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    protected override void Generate(Shape shape, CounterRandom random, Span<float> destination) => destination.Clear();
}
