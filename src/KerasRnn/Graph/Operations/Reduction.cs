namespace KerasRnn.Graph;

/// <summary>Ways to reduce axes.</summary>
public enum Reduction
{
    /// <summary>The sum; the gradient is spread.</summary>
    Sum,

    /// <summary>The maximum; the gradient is shared evenly among equals.</summary>
    Max,
}
