using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace KerasRnn.Experiments;

/// <summary>
/// Every error of this library: who expected what; what it got; how to fix it. A setting is written as a program sets it, <c>Settings.Window</c>, <c>Comparison.Seeds</c>: the command line
/// knows it by that and prints its option.
/// </summary>
[StackTraceHidden]
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
        new($"\"{path}\" cannot be written: {Reason(inner)}. Make room or give another folder with Comparison.Folder.", inner);

    public static InvalidOperationException Locked(string folder, string lockFile) =>
        new($"Another process is writing to the folder \"{folder}\" (its id stands in \"{lockFile}\"). Wait until it is done or give another folder with Comparison.Folder.");

    public static InvalidOperationException OtherSettings(string folder, IReadOnlyList<string> differences) =>
        new($"The folder \"{folder}\" holds a comparison with other settings: {string.Join("; ", differences)}. Give the same settings or another folder with Comparison.Folder.");

    public static InvalidOperationException NotAComparison(string folder, string found) =>
        new($"The folder \"{folder}\" should be empty or hold a comparison (settings.json); it holds \"{found}\". Give a new or empty folder with Comparison.Folder.");

    public static FormatException DamagedFile(string path, long line) =>
        new($"\"{path}\", line {line.ToString(CultureInfo.InvariantCulture)}: a record of a comparison is expected; this line is damaged. Remove the line and its run is done again, or give another folder with Comparison.Folder.");

    public static FormatException NotARequest(Exception? inner = null) =>
        new("A run's request is expected as JSON: settings, seed, contender, and a world or data; got something else. Give what RunRequest.ToJson wrote.", inner);

    public static InvalidOperationException OtherContent(string path) =>
        new($"\"{path}\" holds something else than when the settings were made. Put the file back as it was, or name it anew: DataFile.Of(path).");

    public static InvalidOperationException MadeInCode(string name) =>
        new($"Contender \"{name}\" is made in code, which no request can carry. Write it as Keras JSON, model.ToJson(), and give Contender.FromJson that file; or run the comparison in this process.");

    public static ArgumentException UnknownBaseline(string name, IEnumerable<string> known) =>
        new($"There is no baseline \"{name}\".{NearestName.Question(name, known)} Known here: {string.Join(", ", known)}.");

    public static FormatException DamagedSettings(string path, long line) =>
        new($"\"{path}\", line {line.ToString(CultureInfo.InvariantCulture)}: the settings of a comparison are expected; this file is damaged. Put it back as it was, or give another folder with Comparison.Folder.");

    /// <summary>The system's words, without the path that the sentence names already or the name of a parameter.</summary>
    private static string Reason(Exception inner)
    {
        var message = inner.Message;
        string[] parts = message.Split([" : '", " (Parameter '"], StringSplitOptions.None);
        return parts[0].TrimEnd('.', ' ');
    }

    public static Exception UnknownModel(string name, IReadOnlyList<string> known) => new ArgumentException(
        $"There is no model \"{name}\".{NearestName.Question(name, known)} Known: {string.Join(", ", known)}; or give the path of a Keras JSON file that ends in .json.");

    public static Exception UnknownEngine(string name, IReadOnlyList<string> known) => new ArgumentException(
        $"There is no engine \"{name}\".{NearestName.Question(name, known)} Known: {string.Join(", ", known)}.");

    public static Exception Unreadable(string path, Exception reason) => reason is FileNotFoundException or DirectoryNotFoundException
        ? new FileNotFoundException($"There is no file or folder \"{path}\". Check the path.")
        : new IOException($"\"{path}\" cannot be read: {Reason(reason)}. Check the path and its permissions.", reason);

    public static Exception NotAContender(string name, string expected, string got) => new FormatException(
        $"Model \"{name}\" must return {expected}, the next position; it returns {got}. End it with a Dense layer of as many units as coordinates.");

    public static Exception NotKerasJson(string path, string reason) => new FormatException(
        $"\"{path}\" is not a Keras model that can be compared: {reason}. Write it with Python's model.to_json(), or start from one in models/.");

    public static Exception OtherInput(string path, string got, int window, int coordinates) => new FormatException(
        $"\"{path}\" takes input {got}; this comparison needs [null, {window}, {coordinates}], where window and coordinates may be null. Change the file, Settings.Window or the data.");

    public static Exception Split(string got) => new ArgumentException(
        $"Settings.Split expects three numbers of trajectories (200,50,50) or three shares of at most 100 % together (70%,15%,15%), of which only the second may be 0; got \"{got}\". Write one of the two.");

    public static Exception SplitTooLarge(string split, string name, int available, double needed, string things, bool areShares) => new ArgumentException(FormattableString.Invariant(
        $"Settings.Split {split} needs {needed} {things}{(areShares ? ", one for each part" : "")}; {name} has {available}. {(areShares ? "Give more data, or leave validation out: 70%,0%,30%." : "Give smaller numbers, or shares such as 70%,15%,15%.")}"));

    public static Exception PartTooShort(string part, string name, int points, int needed) => new ArgumentException(FormattableString.Invariant(
        $"The {part} part of {name} has {points} points, but the window and the steps ahead need {needed}. Use a smaller Settings.Window, or another Settings.Split."));

    public static Exception NoValidation(string split) => new ArgumentException(
        $"Settings.Patience watches the validation loss; Settings.Split {split} has no validation part. Give it one, such as 200,50,50 or 70%,15%,15%, or leave Settings.Patience out.");

    public static Exception AllTooShort(string name, int count, int needed) => new ArgumentException(
        $"No trajectory of {name} is long enough: of {count}, none has the {needed} points that the window and the steps ahead need. Use a smaller Settings.Window or Settings.Ahead.");

    public static Exception TwoModels(string name) => new ArgumentException($"Two models are called \"{name}\". Leave one out, or rename its file: a report tells models apart by their names.");

    public static Exception NoWorld() => new ArgumentException($"A comparison expects at least one world, or recorded data; got none. Name one with Comparison.Worlds.");

    public static Exception TwoWorlds(string name) => new ArgumentException(
        $"Two worlds are called \"{name}\". Leave one out, or give it another Name: a report tells worlds apart by their names.");

    public static void IfNull(string setting, [NotNull] object? value)
    {
        if (value is null) throw new ArgumentException($"{setting} expects a value; got null. Leave it out for its default.");
        if (value is IEnumerable<object?> items && items.Contains(null)) throw new ArgumentException($"{setting} expects no gaps; got a null among them. Leave it out.");
    }

    public static Exception NamedLikeABaseline(string name) => new ArgumentException($"Model \"{name}\" has the name of what always runs beside the models. Give it another name: a report tells contenders apart by their names.");

    public static Exception NamedLikeOurs(string name) => new ArgumentException($"Contender \"{name}\" has the name of one of the library's own. Give it another name.");

    public static Exception NoModel(string name) => new ArgumentException($"Contender \"{name}\" expects its function to return a model; got null. Return a new one for every call.");

    public static Exception SameModel(string name) => new ArgumentException(
        $"Contender \"{name}\" expects its function to return a new model for every call; got one twice. Make the model inside the function.");

    public static Exception OtherSeed(string name, int expected, int got) => new ArgumentException(FormattableString.Invariant(
        $"Contender \"{name}\" expects a model of seed {expected}; got {got}. Give the model the shape's seed: new Sequential(shape.Seed)."));

    public static Exception NotForWindows(string name, int window, int coordinates, string got) => new FormatException(FormattableString.Invariant(
        $"Model \"{name}\" must take windows [batch, {window}, {coordinates}]; it takes {got}. Begin it with Input(shape.Window, shape.Coordinates)."));

    public static void IfOutside(string setting, int value, int least, int most = int.MaxValue)
    {
        if (value < least) throw Setting(setting, "a whole number of ", $"at least {least}", value, least);
        if (value > most) throw Setting(setting, "a whole number of ", $"at most {most}", value, Math.Min(most, 100));
    }

    public static void IfNotAbove0(string setting, string what, double value, double example)
    {
        if (!(value > 0 && double.IsFinite(value))) throw Setting(setting, what, "above 0", value, example);
    }

    private static ArgumentException Setting(string setting, string what, string bound, IFormattable got, IFormattable example) => new(
        FormattableString.Invariant($"{setting} expects {what}{bound}; got {got}. Write for example {setting} = {example}."));
}
