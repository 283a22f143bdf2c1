namespace KerasRnn;

/// <summary>Whether a metric is better when it is smaller or larger: what callbacks in mode auto ask.</summary>
public enum MetricDirection
{
    /// <summary>Smaller is better.</summary>
    Down,

    /// <summary>Larger is better.</summary>
    Up,

    /// <summary>Not said: a callback in mode auto refuses to guess.</summary>
    Unknown,
}
