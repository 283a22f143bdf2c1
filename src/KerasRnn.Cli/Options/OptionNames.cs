using System.CommandLine;
using System.Text.RegularExpressions;

namespace KerasRnn.Cli.Options;

/// <summary>
/// The library's sentences name a setting as a program sets it; whoever typed a command reads the option: <c>Settings.Window = 8</c> is <c>--window 8</c>,
/// <c>Coordinates = ["x", "y"]</c> is <c>--coordinates x,y</c>, and <c>Id = "..."</c> is <c>--id COLUMN</c>.
/// </summary>
internal static partial class OptionNames
{
    private static readonly CompareOptions Options = new();

    /// <summary>The option of each property, by the name that sentences give it. A column of a file may be called like the last four: these are meant only where they are set to something.</summary>
    public static IReadOnlyDictionary<string, Option> OfProperty { get; } = new Dictionary<string, Option>(StringComparer.Ordinal)
    {
        ["Comparison.Worlds"] = Options.World,
        ["Comparison.Contenders"] = Options.Models,
        ["Comparison.Seeds"] = Options.Seeds,
        ["Comparison.FirstSeed"] = Options.FirstSeed,
        ["Comparison.Jobs"] = Options.Jobs,
        ["Comparison.Folder"] = Options.Out,
        ["Settings.Data"] = Options.Data,
        ["Settings.Window"] = Options.Window,
        ["Settings.Ahead"] = Options.Ahead,
        ["Settings.Resample"] = Options.Resample,
        ["Settings.Epochs"] = Options.Epochs,
        ["Settings.Batch"] = Options.Batch,
        ["Settings.LearningRate"] = Options.LearningRate,
        ["Settings.Hidden"] = Options.Hidden,
        ["Settings.Split"] = Options.Split,
        ["Settings.Id"] = Options.Id,
        ["Settings.Time"] = Options.Time,
        ["Settings.Coordinates"] = Options.Coordinates,
        ["Settings.Patience"] = Options.Patience,
        ["Settings.Engine"] = Options.Engine,
        ["Id"] = Options.Id,
        ["Time"] = Options.Time,
        ["Coordinates"] = Options.Coordinates,
        ["Resample"] = Options.Resample,
    };

    /// <summary>The sentence with options in it; what it quotes stays as it is.</summary>
    public static string In(string sentence) => Setting().Replace(sentence, match =>
    {
        if (!OfProperty.TryGetValue(match.Groups["name"].Value, out Option? option)) return match.Value;
        string value = match.Groups["value"].Value;
        return value switch
        {
            "" => option.Name,
            "..." or "\"...\"" or "[...]" => $"{option.Name} {option.HelpName}",
            _ => $"{option.Name} {Typed(value)}",
        };
    });

    // A list is joined by commas; a shell keeps words together that are quoted.
    private static string Typed(string value)
    {
        string words = value[0] is '[' or '"' ? string.Join(',', Quoted().Matches(value).Select(word => word.Groups[1].Value)) : value;
        return words.Any(char.IsWhiteSpace) ? $"\"{words}\"" : words;
    }

    [GeneratedRegex("""
        "[^"]*"
        | \b(?<name> (?:Comparison|Settings)\.\w+ | (?:Id|Time|Coordinates|Resample)(?=[ ]=[ ]) )
          (?: [ ]=[ ] (?<value> \[[^\]]*\] | "[^"]*" | \.\.\. | -?\d+(?:\.\d+)?(?:E[+-]?\d+)? ) )?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Setting();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Quoted();
}
