namespace KerasRnn.Experiments.Runs;

/// <summary>A model of a comparison: one of the library's own or one made in code by its name, or a Keras JSON file.</summary>
/// <param name="Name">The name in tables, pictures and files.</param>
/// <param name="File">The JSON file it was read from, with its fingerprint; null for the library's own and those made in code.</param>
/// <param name="IsMadeInCode">Whether a function of a program makes it, which no option names.</param>
public sealed record ModelEntry(string Name, DataFile? File = null, bool IsMadeInCode = false)
{
    /// <summary>What to write after <c>--models</c>.</summary>
    public string Argument => File?.Path ?? Name;
}
