namespace KerasRnn.Initializers;

/// <summary>Truncated normal with variance 2/(inputs + outputs) (Glorot and Bengio 2010).</summary>
public sealed class GlorotNormal() : FanInitializer(1, FanMode.FanAvg, DrawDistribution.TruncatedNormal);
