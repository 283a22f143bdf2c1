namespace KerasRnn;

/// <summary>Whether a callback that watches a number takes a smaller or a larger one as better.</summary>
public enum MonitorMode
{
    /// <summary>Smaller for losses; otherwise as the metric of that name says.</summary>
    Auto,

    /// <summary>Smaller is better.</summary>
    Min,

    /// <summary>Larger is better.</summary>
    Max,
}
