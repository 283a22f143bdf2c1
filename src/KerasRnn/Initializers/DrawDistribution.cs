namespace KerasRnn.Initializers;

/// <summary>The families of distributions that initializers draw from.</summary>
public enum DrawDistribution
{
    /// <summary>Uniform between two bounds.</summary>
    Uniform,

    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Normal, redrawn beyond two standard deviations.</summary>
    TruncatedNormal,
}
