using System.Text.RegularExpressions;

namespace KerasRnn;

/// <summary>How Keras writes names.</summary>
internal static partial class Naming
{
    /// <summary>A class name as a layer's name: SimpleRNN is simple_rnn, Conv1D is conv1d.</summary>
    public static string Snake(string className) =>
        Humps().Replace(Words().Replace(className, "$1_$2"), "$1_$2").ToLowerInvariant();

    /// <summary>A name that can stand in a path.</summary>
    public static string CheckName(string name) => !string.IsNullOrWhiteSpace(name) && !name.Contains('/', StringComparison.Ordinal)
        ? name
        : throw Throw.Argument($"A name has at least one letter and no slash; got \"{name}\".");

    /// <summary>Names that differ: a second dense becomes dense_1.</summary>
    public static string Unique(string wanted, ISet<string> taken)
    {
        string name = wanted;
        for (int i = 1; !taken.Add(name); i++) name = $"{wanted}_{i}";
        return name;
    }

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex Words();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex Humps();
}
