namespace KerasRnn.Initializers;

/// <summary>Uniform in ±√(3/inputs) (LeCun et al. 1998).</summary>
public sealed class LecunUniform() : FanInitializer(1, FanMode.FanIn, DrawDistribution.Uniform);
