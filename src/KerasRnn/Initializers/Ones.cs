using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>1 everywhere.</summary>
public sealed class Ones : Initializer
{
    /// <inheritdoc/>
    protected override void Generate(Shape shape, CounterRandom random, Span<float> destination) => destination.Fill(1);

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Word<Initializer>.Of<Ones>("Ones", ["ones", "one"], _ => new Ones());
}
