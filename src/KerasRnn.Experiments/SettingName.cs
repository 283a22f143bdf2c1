using KerasRnn.Trajectories;

namespace KerasRnn.Experiments;

/// <summary>What a sentence about a comparison calls the setting of an option: <c>Settings.LearningRate</c> for a program, <c>--learning-rate</c> on the command line.</summary>
internal static class SettingName
{
    public static string Of(string option) => Wording.Of(Property(option), option);

    private static string Property(string option) => option switch
    {
        "--world" => nameof(Comparison.Worlds),
        "--seeds" => nameof(Comparison.Seeds),
        "--first-seed" => nameof(Comparison.FirstSeed),
        "--jobs" => nameof(Comparison.Jobs),
        _ => $"{nameof(Comparison.Settings)}.{string.Concat(option.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}",
    };
}
