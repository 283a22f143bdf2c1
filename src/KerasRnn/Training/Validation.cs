namespace KerasRnn;

/// <summary>What a <c>Fit</c> validates on, and when.</summary>
/// <param name="Source">The batches.</param>
/// <param name="Frequency">Every how many epochs.</param>
internal sealed record Validation(BatchSource Source, int Frequency);
