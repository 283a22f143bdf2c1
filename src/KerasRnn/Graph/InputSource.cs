namespace KerasRnn.Graph;

/// <summary>Who fills an input before a run.</summary>
public enum InputSource
{
    /// <summary>Rows of data: inputs, targets, sample weights.</summary>
    Data,

    /// <summary>What a layer carries from batch to batch: what the run before left.</summary>
    State,

    /// <summary>One number that depends on the step alone: learning rate, step number.</summary>
    Scalar,

    /// <summary>Random numbers drawn on the host from a counter-based generator: every engine sees the same ones.</summary>
    Random,
}
