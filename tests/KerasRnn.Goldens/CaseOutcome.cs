namespace KerasRnn.Goldens;

/// <summary>How a case ended.</summary>
public enum CaseOutcome
{
    Passed,
    Failed,
    Skipped,
}
