using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>Uniform in ±√(6/(inputs + outputs)); Keras' default for kernels (Glorot and Bengio 2010).</summary>
public sealed class GlorotUniform() : FanInitializer(1, FanMode.FanAvg, DrawDistribution.Uniform)
{
    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Fan("GlorotUniform", "glorot_uniform", seed => new GlorotUniform { Seed = seed });
}
