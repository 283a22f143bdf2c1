namespace KerasRnn;

/// <summary>How much training prints.</summary>
public enum Verbose
{
    /// <summary>Keras' progress bar on a terminal, one line for each epoch when the output is redirected.</summary>
    Auto,

    /// <summary>Nothing.</summary>
    Silent,

    /// <summary>Keras' progress bar.</summary>
    Bar,

    /// <summary>One line for each epoch.</summary>
    Line,
}
