namespace KerasRnn.Pictures;

/// <summary>Shape of a dot.</summary>
internal enum MarkerShape
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A triangle on its base.</summary>
    Triangle,

    /// <summary>A square on its corner.</summary>
    Diamond,

    /// <summary>A triangle on its tip.</summary>
    Wedge,

    /// <summary>An x.</summary>
    Cross,
}
