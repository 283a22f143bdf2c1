using System.Globalization;

namespace KerasRnn.Experiments;

/// <summary>Every error of this library: who expected what; what it got; how to fix it.</summary>
internal static class Throw
{
    public static ArgumentException NoValues(string who) => new($"{who} needs at least one value; got none. Give one value per seed or trajectory.");

    public static ArgumentException EmptySeed(int index) =>
        new($"A bootstrap interval needs at least one trajectory per seed; seed number {index} has none. Leave that seed out.");

    public static ArgumentException UnpairedSeeds(int left, int right) =>
        new($"A paired difference needs the same seeds on both sides; got {left} and {right}. Keep only the seeds that both contenders finished.");

    public static ArgumentException UnequalLengths(string first, int firstCount, string second, int secondCount) =>
        new($"As many {first} as {second} are expected; got {firstCount} and {secondCount}. Give one of each per trajectory.");

    public static ArgumentException NotFinite(string who, double value) =>
        new($"{who} needs finite values; got {value.ToString(CultureInfo.InvariantCulture)}. Leave diverged runs out or count them as horizon 0.");

    public static ArgumentOutOfRangeException ShareOutOfRange(double value) =>
        new(null, $"A share must lie in [0, 1]; got {value.ToString(CultureInfo.InvariantCulture)}. Give 0.5 for one half.");

    public static ArgumentOutOfRangeException ShareOfNothing(int successes, int count) =>
        new(null, $"A share needs 0 <= successes <= count and a count of at least 1; got {successes} of {count}. Count every trial once.");

    public static ArgumentOutOfRangeException NoResamples(int resamples) =>
        new(null, $"A bootstrap interval needs at least 1 resample; got {resamples}. 2000 are usual.");

    public static IOException Unwritable(string path, Exception inner) =>
        new($"\"{path}\" cannot be written: {Reason(inner)}. Make room or give another folder with --out.", inner);

    public static InvalidOperationException Locked(string folder, string? process) =>
        new($"Another process{(process is null ? "" : $" ({process})")} is writing to the folder \"{folder}\". Wait until it is done or give another folder with --out.");

    public static InvalidOperationException OtherSettings(string folder, IReadOnlyList<string> differences) =>
        new($"The folder \"{folder}\" holds a comparison with other settings: {string.Join("; ", differences)}. Give the same settings or another folder with --out.");

    public static InvalidOperationException NotAComparison(string folder, string found) =>
        new($"The folder \"{folder}\" should be empty or hold a comparison (settings.json); it holds \"{found}\". Give a new or empty folder with --out.");

    public static InvalidDataException DamagedFile(string path, long line) =>
        new($"\"{path}\", line {line.ToString(CultureInfo.InvariantCulture)}: a record of a comparison is expected; this line is damaged. Remove the line and its run is done again, or give another folder with --out.");

    /// <summary>The system's words, without the path that the sentence names already.</summary>
    private static string Reason(Exception inner)
    {
        var message = inner.Message;
        var path = message.IndexOf(" : '", StringComparison.Ordinal);
        return (path < 0 ? message : message[..path]).TrimEnd('.', ' ');
    }
}
