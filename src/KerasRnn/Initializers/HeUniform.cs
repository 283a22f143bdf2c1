namespace KerasRnn.Initializers;

/// <summary>Uniform in ±√(6/inputs), for relu (He et al. 2015).</summary>
public sealed class HeUniform() : FanInitializer(2, FanMode.FanIn, DrawDistribution.Uniform);
