using System.Globalization;
using KerasRnn.Experiments;
using Spectre.Console;

namespace KerasRnn.Cli.Terminal;

/// <summary>The progress of a comparison: a bar with the time left on a terminal, now and then a line where output is redirected.</summary>
internal sealed class LiveProgress : IProgress<ComparisonProgress>, IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private readonly TaskCompletionSource end = new();
    private readonly Task display;
    private ProgressTask? bar;
    private TimeSpan told = -Quiet;

    private LiveProgress(bool onTerminal)
    {
        if (!onTerminal)
        {
            display = Task.CompletedTask;
            return;
        }

        TaskCompletionSource begun = new();
        display = Task.Run(() => AnsiConsole.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                bar = context.AddTask("starting");
                begun.SetResult();
                await end.Task;
            }));
        begun.Task.Wait();
    }

    public static LiveProgress Start() => new(AnsiConsole.Profile is { Out.IsTerminal: true, Capabilities: { Interactive: true, Ansi: true } });

    public void Report(ComparisonProgress value)
    {
        lock (gate)
        {
            string left = value.Left is TimeSpan time && value.Done < value.Total ? $", {Words(time)} left" : "";
            string latest = value.Latest is null ? "" : $"{value.Latest.World} {value.Latest.Model} seed {value.Latest.Seed}";
            if (bar is not null)
            {
                bar.MaxValue = value.Total;
                bar.Value = value.Done;
                bar.Description = Markup.Escape($"{value.Done}/{value.Total} runs{left}  {latest}");
            }
            else if (value.Elapsed - told >= Quiet || value.Done == value.Total)
            {
                told = value.Elapsed;
                Console.Error.WriteLine($"{value.Done}/{value.Total} runs{left}");
            }
        }
    }

    public void Dispose()
    {
        end.TrySetResult();
        display.Wait();
    }

    /// <summary>A time as people say it.</summary>
    public static string Words(TimeSpan time) => time.TotalSeconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(time.TotalSeconds))} s")
        : time.TotalMinutes < 90
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes)} min")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:F1} h");
}
