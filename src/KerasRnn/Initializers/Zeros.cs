using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>0 everywhere.</summary>
public sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    protected override void Generate(Shape shape, CounterRandom random, Span<float> destination) => destination.Clear();

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Word<Initializer>.Of<Zeros>("Zeros", ["zeros", "zero"], _ => new Zeros());
}
