using System.Globalization;

namespace KerasRnn.Trajectories;

/// <summary>
/// Every sentence about a file of trajectories: where, what was expected, what was found, what to do. A setting is written as a program sets it, <c>Id = "ball"</c>, or <c>Id = "..."</c> where
/// nobody knows to what.
/// </summary>
[StackTraceHidden]
internal static class CsvThrow
{
    public static Exception NoPath() => new ArgumentException("Recorded trajectories expect at least one file or folder; got none. Name a CSV file, or a folder of them.");

    public static Exception NotFound(string path) => new FileNotFoundException($"There is no file or folder \"{path}\". Check the path.");

    public static Exception NoFiles(string folder) => new FileNotFoundException($"Folder \"{folder}\" holds no .csv file. Name the folder that holds them, or the files themselves.");

    public static Exception Unreadable(string path, string reason) => new IOException($"\"{path}\" cannot be read: {reason.TrimEnd('.')}. Check the file and its permissions.");

    public static Exception Unwritable(string path, string reason) => new IOException($"\"{path}\" cannot be written: {reason.TrimEnd('.')}. Check the folder and its permissions.");

    public static Exception Archive(string path) => Data($"{path} is a zip archive, not a CSV file. Unzip it and name the folder.");

    public static Exception Empty(string path) => Data($"{path} is empty; expected rows of numbers. Leave it out.");

    public static Exception HeaderOnly(string path) => Data($"{path} holds a header but no rows; expected rows of numbers. Leave it out.");

    public static Exception NothingLeft(IEnumerable<string> notes) => Data(
        $"No trajectory is left; expected two points or more that are at least a step apart. {string.Concat(notes.Select(note => note + " "))}Give longer recordings, or resample with a shorter step.");

    public static Exception Quote(string path, long line) => Data($"{path}, line {line}: a quote is opened and never closed, or stands inside a field. Mend the line.");

    public static Exception FieldCount(string path, long line, int expected, int got) => Data($"{path}, line {line}: expected {expected} {(expected == 1 ? "field" : "fields")} as in the first line, got {got}. Mend or remove the line.");

    public static Exception NotANumber(string path, long line, string column, string got) => Data(
        $"{path}, line {line}, {Named(column)}: expected a number, got \"{(got.Length > 40 ? got[..40] + "..." : got)}\". {(CsvValue.IsDecimalComma(got) ? "Write the decimal point as a point." : $"Mend or remove the line, or choose other columns with Coordinates = [...].")}");

    public static Exception DecimalComma(string path, string column, string got) => Data(
        $"{path}, {Named(column)}: expected numbers with a decimal point, got \"{got}\". Write the decimal point as a point, or choose other columns with Coordinates = [...].");

    /// <summary>The end of a note about a column of text.</summary>
    public static string PerhapsId(string column) => $"; if it tells trajectories apart, choose it with Id = \"{column}\"";

    public static Exception Infinite(string path, long line, string column, string got, double step) => Data($"{path}, line {line}, {Named(column)}: expected a finite number, got \"{got}\". Remove the line, or leave the field empty and {ResampleTo(step)}.");

    public static Exception Missing(string path, long line, string column, double step) => Data($"{path}, line {line}, {Named(column)}: the value is missing. Fill it in, or {ResampleTo(step)}.");

    public static Exception MissingId(string path, long line, string column) => Data($"{path}, line {line}, {Named(column)}: the id is missing, so the row belongs to no trajectory. Fill it in, or remove the line.");

    public static Exception DuplicateTime(string path, long line, string time, string id, bool hasId, double? step) => Data(
        $"{path}, line {line}: time {time} comes twice{Of(id, hasId)}. Remove one of the two lines{(step is { } usual ? $", or {ResampleTo(usual)}, which takes their mean" : "")}{Otherwise(hasId)}.");

    public static Exception DecreasingTime(string path, long line, string before, string time, string id, bool hasId) => Data(
        $"{path}, line {line}: time goes back from {before} to {time}{Of(id, hasId)}. Sort the lines by time{Otherwise(hasId)}.");

    public static Exception Irregular(string path, long line, double step, double usual) => Data(
        $"{path}, line {line}: {Short(step)} after the line before, where {Short(usual)} is usual, but windows need equal times. {Begin(ResampleTo(usual))}.");

    public static Exception OtherStep(string path, string id, double step, double usual) => Data(
        $"{path}: the points of trajectory \"{id}\" are {Short(step)} apart, those of others {Short(usual)}, but windows need equal times. {Begin(ResampleTo(Math.Max(step, usual), "all "))}.");

    public static Exception UnknownColumn(string role, string name, string path, IEnumerable<string> known) => new ArgumentException(
        $"{path} has no {role} column \"{name}\".{NearestName.Question(name, known)} Its columns: {string.Join(", ", known)}.");

    public static Exception AmbiguousColumn(string role, string name, string path) => new ArgumentException(
        $"{path} has several columns \"{name}\", so the {role} column is not clear. Rename one of them, or choose it by its number from 1.");

    public static Exception TwiceUsed(string column) => new ArgumentException($"Column \"{column}\" is chosen for two purposes. Choose each column once.");

    public static Exception TooMany(string path, IReadOnlyCollection<string> columns) => new ArgumentException(
        $"A trajectory has 1 to 6 coordinates; {path} has {columns.Count} columns of numbers ({string.Join(", ", columns)}). Choose with Coordinates = [{string.Join(", ", columns.Take(2).Select(c => $"\"{c}\""))}].");

    public static Exception NoCoordinates(string path, IEnumerable<string> columns) => new ArgumentException(
        $"{path} has no column of numbers besides id and time. Its columns: {string.Join(", ", columns)}. Choose with Coordinates = [...], Id = \"...\" and Time = \"...\".");

    public static Exception NoneChosen() => new ArgumentException("A trajectory has 1 to 6 coordinates; 0 were chosen. Name at least one column, or none at all to take every column of numbers.");

    public static Exception Different(string path, string first) => Data(
        $"{path} does not look like {first}: it has other columns. Read files of different kinds one kind at a time.");

    public static Exception Step(double got) => new ArgumentException($"Resampling expects a positive step; got {got.ToString(CultureInfo.InvariantCulture)}. Give the time between two points, for example 0.01.");

    public static Exception TooFine(string path, string id, double points) => new ArgumentException(string.Create(CultureInfo.InvariantCulture,
        $"{path}: resampling would give trajectory \"{id}\" {points:G3} points. Use a longer step."));

    public static Exception Spaces(string path) => Data(
        $"{path} separates its fields by spaces; expected commas, semicolons, tabs or bars. Replace the spaces, or set the delimiter to a space.");

    private static string ResampleTo(double step, string what = "") => $"resample {what}with Resample = {Short(step)}";

    private static string Begin(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    // Columns without a name are called "column 2" already.
    private static string Named(string column) => column.StartsWith("column ", StringComparison.Ordinal) ? column : $"column {column}";

    // 86400 seconds, not 8.64E+04.
    private static string Short(double value) => value.ToString(Math.Abs(value) is >= 1e4 and < 1e15 ? "F0" : "G4", CultureInfo.InvariantCulture);

    private static string Of(string id, bool hasId) => hasId ? $" in trajectory \"{id}\"" : "";

    private static string Otherwise(bool hasId) => hasId ? "" : $", or, if the file holds several trajectories, name their column with Id = \"...\"";

    private static FormatException Data(string sentence) => new(sentence);
}
