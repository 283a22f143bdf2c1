namespace KerasRnn.Initializers;

/// <summary>One number everywhere.</summary>
/// <param name="value">The number.</param>
public sealed class Constant(double value = 0) : Initializer
{
    /// <summary>The number.</summary>
    public double Value { get; } = value;

    /// <inheritdoc/>
    protected override void Generate(Shape shape, CounterRandom random, Span<float> destination) => destination.Fill((float)Value);
}
