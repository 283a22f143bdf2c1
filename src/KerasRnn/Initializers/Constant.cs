using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>One number everywhere.</summary>
/// <param name="value">The number.</param>
public sealed class Constant(double value = 0) : Initializer
{
    /// <summary>The number.</summary>
    public double Value { get; } = value;

    /// <inheritdoc/>
    protected override void Generate(Shape shape, CounterRandom random, Span<float> destination) => destination.Fill((float)Value);

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Word<Initializer>.Of<Constant>("Constant", ["constant"], c => new Constant(c.Number("value", 0)), (x, w) => w.Number("value", x.Value));
}
