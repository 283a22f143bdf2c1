using System.Buffers;
using System.Globalization;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>
/// Writes a line for every epoch, byte for byte as Keras' CSVLogger: epoch from 0, then the names of the first epoch in order; NA for what is
/// missing, CR LF, numbers as Python prints them.
/// </summary>
/// <param name="filename">The file.</param>
/// <param name="separator">Between columns.</param>
/// <param name="append">Whether to go on with a file that exists.</param>
public sealed class CSVLogger(string filename, char separator = ',', bool append = false) : Callback
{
    private readonly SearchValues<char> quoted = SearchValues.Create([separator, '"', '\r', '\n']);
    private string[]? keys;
    private bool header;

    /// <summary>The file.</summary>
    public string Filename { get; } = filename;

    /// <summary>Between columns.</summary>
    public char Separator { get; } = separator;

    /// <summary>Whether it goes on with a file that exists.</summary>
    public bool Append { get; } = append;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The file cannot be written.</exception>
    public override void OnTrainBegin()
    {
        keys = null;
        Guarded(() =>
        {
            header = !Append || !File.Exists(Filename) || new FileInfo(Filename).Length == 0;
            if (Append) File.AppendAllText(Filename, "");
            else File.WriteAllText(Filename, "");
        });
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        string text = "";
        if (keys is null)
        {
            keys = [.. logs.Keys.Order(StringComparer.Ordinal)];
            if (!keys.Any(key => key.StartsWith("val_", StringComparison.Ordinal))) keys = [.. keys, .. keys.Select(key => "val_" + key)];
            if (header) text = Line(keys.Prepend("epoch"));
        }

        IEnumerable<string> values = keys.Select(key => logs.TryGetValue(key, out double value) ? PythonNumber.Repr(value) : "NA");
        text += Line(values.Prepend(epoch.ToString(CultureInfo.InvariantCulture)));
        Guarded(() => File.AppendAllText(Filename, text));
    }

    private string Line(IEnumerable<string> fields) => string.Join(Separator, fields.Select(Quote)) + "\r\n";

    private string Quote(string field) => field.AsSpan().ContainsAny(quoted) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    [StackTraceHidden]
    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Throw.Argument($"CSVLogger cannot write \"{Filename}\": {e.Message} Give it a file in a folder that exists and can be written.", e);
        }
    }
}
