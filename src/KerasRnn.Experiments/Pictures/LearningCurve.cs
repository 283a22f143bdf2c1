namespace KerasRnn.Experiments.Pictures;

/// <summary>The losses of one model while it learns.</summary>
/// <param name="Model">The model.</param>
/// <param name="Train">[seed][epoch], training loss.</param>
/// <param name="Validation">[seed][epoch], validation loss; empty where there is none.</param>
public sealed record LearningCurve(string Model, IReadOnlyList<IReadOnlyList<double>> Train, IReadOnlyList<IReadOnlyList<double>> Validation);
