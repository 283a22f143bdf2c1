namespace KerasRnn.Experiments.Statistics;

/// <summary>What may be said about a comparison on one world.</summary>
public enum VerdictKind
{
    /// <summary>No contender has a result.</summary>
    NoResult,

    /// <summary>One contender alone.</summary>
    Single,

    /// <summary>The two best have the same horizon.</summary>
    Tie,

    /// <summary>Fewer than six seeds: no test can tell.</summary>
    TooFewSeeds,

    /// <summary>One leads, but the test cannot tell it from at least one other.</summary>
    Unclear,

    /// <summary>One is ahead of every other, and each difference is real at the 5 % level.</summary>
    Winner,
}
