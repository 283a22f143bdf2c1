namespace KerasRnn.Goldens;

/// <summary>One case of a file.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Run">Runs it and notes what it finds.</param>
/// <param name="Quirk">An accident of Keras that need not be copied, or null.</param>
internal sealed record GoldenCase(string Name, Action<CaseCheck> Run, string? Quirk = null);
