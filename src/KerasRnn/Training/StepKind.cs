namespace KerasRnn;

/// <summary>What a program of a model does with a batch.</summary>
internal enum StepKind
{
    /// <summary>Forward, loss, gradients, update, metrics.</summary>
    Train,

    /// <summary>Forward, loss, metrics.</summary>
    Test,

    /// <summary>Forward alone.</summary>
    Predict,
}
