using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>Uniform in ±√(6/inputs), for relu (He et al. 2015).</summary>
public sealed class HeUniform() : FanInitializer(2, FanMode.FanIn, DrawDistribution.Uniform)
{
    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Fan("HeUniform", "he_uniform", seed => new HeUniform { Seed = seed });
}
