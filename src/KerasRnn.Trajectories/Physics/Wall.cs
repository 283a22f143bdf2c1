namespace KerasRnn.Trajectories;

/// <summary>A side of the unit square.</summary>
public enum Wall
{
    /// <summary>x = radius.</summary>
    Left,

    /// <summary>x = 1 - radius.</summary>
    Right,

    /// <summary>y = radius.</summary>
    Floor,

    /// <summary>y = 1 - radius.</summary>
    Ceiling,
}
