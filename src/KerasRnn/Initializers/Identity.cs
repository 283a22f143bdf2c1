using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>A number on the diagonal of a matrix, square or not, and 0 elsewhere: for recurrent kernels of relu networks.</summary>
/// <param name="gain">The number on the diagonal.</param>
public sealed class Identity(double gain = 1) : Initializer
{
    /// <summary>The number on the diagonal.</summary>
    public double Gain { get; } = gain;

    /// <inheritdoc/>
    protected override void Generate(Shape shape, CounterRandom random, Span<float> destination)
    {
        if (shape.Rank != 2) throw Throw.Argument($"Identity fills matrices; got shape {shape}. Use orthogonal or glorot_uniform for other ranks.");
        destination.Clear();
        for (int i = 0; i < Math.Min(shape[0], shape[1]); i++) destination[(i * shape[1]) + i] = (float)Gain;
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Word<Initializer>.Of<Identity>("Identity", ["identity", "IdentityInitializer", "identity_initializer"], c => new Identity(c.Number("gain", 1)), (x, w) => w.Number("gain", x.Gain));
}
