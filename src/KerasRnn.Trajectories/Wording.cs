namespace KerasRnn.Trajectories;

/// <summary>
/// What sentences call a setting: the property that a program sets, or the option that a person types. A process is one of the two, and the command line says so when it starts; no number
/// depends on it.
/// </summary>
internal static class Wording
{
    public static bool IsCommandLine { get; set; }

    public static string Of(string property, string option) => IsCommandLine ? option : property;
}
