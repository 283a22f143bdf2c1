namespace KerasRnn.Graph;

/// <summary>What a random input is filled with at every run.</summary>
/// <param name="Distribution">The distribution.</param>
/// <param name="Rate">For <see cref="RandomDistribution.Keep"/>: the share of zeros, 0 to 1.</param>
/// <param name="Seed">A seed of its own; null takes the model's.</param>
public sealed record RandomDraw(RandomDistribution Distribution, double Rate = 0, int? Seed = null);

/// <summary>The distributions that a trace can ask for.</summary>
public enum RandomDistribution
{
    /// <summary>1 with probability 1 - rate, else 0.</summary>
    Keep,

    /// <summary>Standard normal numbers.</summary>
    Normal,

    /// <summary>Uniform numbers in [0, 1).</summary>
    Uniform,
}
