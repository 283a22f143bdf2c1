using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>Truncated normal with variance 2/inputs, for relu (He et al. 2015).</summary>
public sealed class HeNormal() : FanInitializer(2, FanMode.FanIn, DrawDistribution.TruncatedNormal)
{
    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Fan("HeNormal", "he_normal", seed => new HeNormal { Seed = seed });
}
