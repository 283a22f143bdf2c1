using System.Globalization;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>
/// Keras' progress line, character for character: counter, bar, time left (at the end: time taken), time per step, values. It writes to a
/// writer and reads a clock, so that a test can redraw what Keras drew.
/// </summary>
public sealed class ProgressBar
{
    private const int Width = 20;
    private const double Interval = 0.05;
    private const string Bold = "\u001b[1m", Green = "\u001b[32m", Grey = "\u001b[37m", Plain = "\u001b[0m";

    private readonly TextWriter output;
    private readonly TimeProvider clock;
    private readonly Verbose verbose;
    private readonly bool redraws;
    private readonly long start;
    private readonly OrderedDictionary<string, double> values = new(StringComparer.Ordinal);
    private double lastUpdate = double.NegativeInfinity;
    private double? afterFirstStep;
    private int previousWidth;

    /// <summary>Starts the clock.</summary>
    /// <param name="target">The number of steps, or null if it is not known.</param>
    /// <param name="output">Where it is written.</param>
    /// <param name="verbose"><see cref="Verbose.Bar"/> draws a bar, <see cref="Verbose.Line"/> one line at the end; otherwise nothing is written.</param>
    /// <param name="redraws">Whether a bar is drawn over the one before it, as on a terminal, or on a new line.</param>
    /// <param name="clock">The clock; the system's unless given.</param>
    public ProgressBar(int? target, TextWriter output, Verbose verbose = Verbose.Bar, bool redraws = true, TimeProvider? clock = null)
    {
        Target = target;
        this.output = output;
        this.verbose = verbose;
        this.redraws = redraws;
        this.clock = clock ?? TimeProvider.System;
        start = this.clock.GetTimestamp();
    }

    /// <summary>The number of steps; what an epoch of a stream was found to have may be set at its end.</summary>
    public int? Target { get; set; }

    /// <summary>Shows how far it is.</summary>
    /// <param name="current">Steps done.</param>
    /// <param name="entries">Values to show; a new name comes last.</param>
    /// <param name="finalize">Whether it is the last time: the line ends, with the time taken.</param>
    public void Update(int current, IEnumerable<KeyValuePair<string, double>> entries, bool finalize = false)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach ((string name, double value) in entries) values[name] = value;
        double now = clock.GetElapsedTime(start).TotalSeconds;
        double stepTime = StepTime(current, now);
        if (verbose == Verbose.Bar)
        {
            if (now - lastUpdate < Interval && !finalize) return;
            Draw(current, now, stepTime, finalize);
        }
        else if (verbose == Verbose.Line && finalize && Target > 0)
        {
            output.Write($"{Counter(current)} - {PythonNumber.Fixed(now, 0)}s -{PerStep(stepTime)}{Values(value => value > 1e-3)}\n");
        }

        output.Flush();
        lastUpdate = now;
    }

    private void Draw(int current, double now, double stepTime, bool finalize)
    {
        bool hasTarget = Target > 0;
        string counter = hasTarget ? Counter(current) : current.ToString(CultureInfo.InvariantCulture).PadLeft(7) + "/Unknown";
        int filled = hasTarget ? (int)(Width * ((double)current / Target!.Value)) : 0;
        string time = hasTarget && !finalize ? TimeLeft(stepTime * (Target!.Value - current)) : $"{PythonNumber.Fixed(now, 0)}s";
        string tail = PerStep(stepTime) + Values(value => Math.Abs(value) > 1e-3);

        // What is seen: without the escape sequences that colour it.
        int width = counter.Length + (hasTarget ? 1 + Width : 0) + 1 + time.Length + tail.Length;
        string bar = !hasTarget ? counter
            : $"{Bold}{counter}{Plain} {(filled > 0 ? $"{Green}{new string('━', filled)}{Plain}" : "")}{Grey}{new string('━', Math.Max(0, Width - filled))}{Plain}";
        output.Write(redraws ? new string('\b', previousWidth) + "\r" : "\n");
        output.Write($"{bar} {Bold}{time}{Plain}{tail}");
        if (previousWidth > width) output.Write(new string(' ', previousWidth - width));
        if (finalize) output.Write("\n");
        previousWidth = width;
    }

    private string Counter(int current)
    {
        string target = Target!.Value.ToString(CultureInfo.InvariantCulture);
        return current.ToString(CultureInfo.InvariantCulture).PadLeft(target.Length) + "/" + target;
    }

    // The first step is slow for other reasons than the steps, so it is left out once there are more.
    private double StepTime(int current, double now)
    {
        if (current == 0) return 0;
        double time = afterFirstStep is double first && current > 1 ? (now - first) / (current - 1) : now / current;
        if (current == 1) afterFirstStep = now;
        return time;
    }

    private string Values(Predicate<double> isLarge) => string.Concat(values.Select(entry =>
        $" - {entry.Key}: {(isLarge(entry.Value) ? PythonNumber.Fixed(entry.Value, 4) : PythonNumber.Scientific(entry.Value, 4))}"));

    private static string TimeLeft(double seconds) => seconds switch
    {
        > 3600 => string.Create(CultureInfo.InvariantCulture, $"{(long)(seconds / 3600)}:{(int)(seconds % 3600 / 60):00}:{(int)(seconds % 60):00}"),
        > 60 => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 60)}:{(int)(seconds % 60):00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)seconds}s"),
    };

    private static string PerStep(double seconds) => seconds switch
    {
        >= 1 or 0 => $" {PythonNumber.Fixed(seconds, 0)}s/step",
        >= 1e-3 => $" {PythonNumber.Fixed(seconds * 1000, 0)}ms/step",
        _ => $" {PythonNumber.Fixed(seconds * 1_000_000, 0)}us/step",
    };
}
