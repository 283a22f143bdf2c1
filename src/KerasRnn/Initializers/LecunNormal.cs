namespace KerasRnn.Initializers;

/// <summary>Truncated normal with variance 1/inputs, for selu (Klambauer et al. 2017).</summary>
public sealed class LecunNormal() : FanInitializer(1, FanMode.FanIn, DrawDistribution.TruncatedNormal);
