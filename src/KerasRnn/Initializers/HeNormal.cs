namespace KerasRnn.Initializers;

/// <summary>Truncated normal with variance 2/inputs, for relu (He et al. 2015).</summary>
public sealed class HeNormal() : FanInitializer(2, FanMode.FanIn, DrawDistribution.TruncatedNormal);
