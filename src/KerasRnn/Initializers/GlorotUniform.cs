namespace KerasRnn.Initializers;

/// <summary>Uniform in ±√(6/(inputs + outputs)); Keras' default for kernels (Glorot and Bengio 2010).</summary>
public sealed class GlorotUniform() : FanInitializer(1, FanMode.FanAvg, DrawDistribution.Uniform);
