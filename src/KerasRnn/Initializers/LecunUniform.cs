using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>Uniform in ±√(3/inputs) (LeCun et al. 1998).</summary>
public sealed class LecunUniform() : FanInitializer(1, FanMode.FanIn, DrawDistribution.Uniform)
{
    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Fan("LecunUniform", "lecun_uniform", seed => new LecunUniform { Seed = seed });
}
