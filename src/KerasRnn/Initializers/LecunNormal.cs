using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>Truncated normal with variance 1/inputs, for selu (Klambauer et al. 2017).</summary>
public sealed class LecunNormal() : FanInitializer(1, FanMode.FanIn, DrawDistribution.TruncatedNormal)
{
    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Fan("LecunNormal", "lecun_normal", seed => new LecunNormal { Seed = seed });
}
