using System.Text.RegularExpressions;

namespace KerasRnn.Goldens;

/// <summary>
/// Tells a word or option that the library does not have from a mistake: it names what it does not know in one of a few sentences. No
/// list of names stands here, so that a word that arrives is judged from that day on.
/// </summary>
internal static partial class Refusals
{
    /// <summary>The exceptions by which the library refuses what it is given; any other is an accident.</summary>
    public static bool IsRefusal(Exception e) => e is ArgumentException or FormatException or InvalidOperationException or NotSupportedException or InvalidDataException;

    /// <summary>The unknown word or option that an exception names, or null.</summary>
    public static (string Reason, string Word)? Missing(Exception e)
    {
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
        {
            if (!IsRefusal(inner)) continue;
            if (UnknownWord().Match(inner.Message) is { Success: true } word)
            {
                return ($"there is no {word.Groups["kind"].Value} \"{word.Groups["name"].Value}\"", word.Groups["name"].Value);
            }

            if (UnknownOption().Match(inner.Message) is { Success: true } option)
            {
                return ($"{option.Groups["owner"].Value} has no option \"{option.Groups["name"].Value}\"", option.Groups["name"].Value);
            }
        }

        return null;
    }

    /// <summary>
    /// A case that Keras refuses: it must be refused here too, by a sentence and not by an accident. A word that is missing here is no
    /// such refusal, unless it is the very word that Keras does not know either.
    /// </summary>
    public static void Expect(CaseCheck check, string kerasMessage, Action refused)
    {
        try
        {
            refused();
        }
        catch (Exception e) when (IsRefusal(e))
        {
            if (Missing(e) is (string reason, string word) && !kerasMessage.Contains(word, StringComparison.Ordinal)) throw new SkipException(reason);
            return;
        }

        check.Fail($"expected a refusal (Keras: {FirstLine(kerasMessage)}); it was accepted");
    }

    private static string FirstLine(string text) => text.Split('\n')[0];

    [GeneratedRegex("There is no (?<kind>[^\"]+) \"(?<name>[^\"]*)\"")]
    private static partial Regex UnknownWord();

    [GeneratedRegex("(?:^|: )\"?(?<owner>\\w+)[^:]*: (?:(?:unknown )?option \"(?<name>[^\"]+)\"|\"(?<name>dtype)\" must be)")]
    private static partial Regex UnknownOption();
}
