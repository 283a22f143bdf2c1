namespace KerasRnn;

/// <summary>How far a <c>Fit</c> is, reported after each epoch.</summary>
/// <param name="Epoch">The epochs done.</param>
/// <param name="Epochs">The epochs asked for.</param>
/// <param name="Logs">What the last one reported.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, Logs Logs);
