namespace KerasRnn.Initializers;

/// <summary>Which number of connections <see cref="VarianceScaling"/> divides by.</summary>
public enum FanMode
{
    /// <summary>Inputs of a unit.</summary>
    FanIn,

    /// <summary>Outputs of a unit.</summary>
    FanOut,

    /// <summary>The mean of both.</summary>
    FanAvg,
}
