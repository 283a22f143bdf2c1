using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>Truncated normal with variance 2/(inputs + outputs) (Glorot and Bengio 2010).</summary>
public sealed class GlorotNormal() : FanInitializer(1, FanMode.FanAvg, DrawDistribution.TruncatedNormal)
{
    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Fan("GlorotNormal", "glorot_normal", seed => new GlorotNormal { Seed = seed });
}
