using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>What progress bars write, on a clock that the file sets.</summary>
internal static partial class ProgressCase
{
    /// <summary>One bar: what each update writes.</summary>
    public static void Bar(JsonElement json, CaseCheck check)
    {
        ManualClock clock = new();
        StringWriter output = new();
        Verbose verbose = json.GetProperty("verbose").GetInt32() switch { 0 => Verbose.Silent, 1 => Verbose.Bar, _ => Verbose.Line };
        ProgressBar bar = new(json.Find("target")?.GetInt32(), output, verbose, json.Flag("dynamic_display"), clock);
        foreach ((int i, JsonElement update) in json.List("updates").Index())
        {
            output.GetStringBuilder().Clear();
            clock.Seconds = update.GetProperty("at").GetDouble();
            bar.Update(update.GetProperty("current").GetInt32(), Values(update.GetProperty("values")), update.Flag("finalize"));
            check.Same($"update {i}", update.Text("written"), output.ToString());
        }
    }

    /// <summary>
    /// A whole fit, evaluate or predict: the callback that prints is told what Keras' bars were told. How many epochs there are stands in
    /// the headings; what other callbacks print follows the last bar and is not its business.
    /// </summary>
    public static void Run(JsonElement json, CaseCheck check)
    {
        string text = json.Text("text");
        JsonElement[] bars = json.List("bars");
        Match heading = Heading().Match(text);
        int epoch = heading.Success ? Number(heading.Groups["epoch"].Value) - 1 : 0, epochs = heading.Success ? Number(heading.Groups["epochs"].Value) : 1;
        ManualClock clock = new();
        StringWriter output = new();
        int? target = bars.Length == 0 ? null : bars[0].Find("target")?.GetInt32();
        ProgressLogger logger = new(text.Contains('\r', StringComparison.Ordinal) ? Verbose.Bar : Verbose.Line, epochs, target, output, redraws: true, clock);
        logger.OnTrainBegin();
        foreach (JsonElement bar in bars)
        {
            double start = bar.GetProperty("made_at").GetDouble();
            clock.Seconds = start;
            logger.OnEpochBegin(epoch);
            foreach (JsonElement update in bar.List("updates"))
            {
                clock.Seconds = start + update.GetProperty("at").GetDouble();
                Logs logs = new();
                logs.Close();
                foreach ((string name, double value) in Values(update.GetProperty("values"))) logs[name] = value;
                if (update.Flag("finalize")) logger.OnEpochEnd(epoch, logs);
                else logger.OnTrainBatchEnd(update.GetProperty("current").GetInt32() - 1, logs);
            }

            epoch++;
        }

        string found = output.ToString();
        string rest = text.StartsWith(found, StringComparison.Ordinal) ? text[found.Length..] : text;
        if (rest.Contains("/step", StringComparison.Ordinal)) check.Same("text", text, found);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static IEnumerable<KeyValuePair<string, double>> Values(JsonElement values) => values.ValueKind == JsonValueKind.Object
        ? values.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.Number()))
        : values.EnumerateArray().Select(pair => KeyValuePair.Create(pair[0].GetString()!, pair[1].Number()));

    [GeneratedRegex(@"^Epoch (?<epoch>\d+)/(?<epochs>\d+)\n")]
    private static partial Regex Heading();
}
