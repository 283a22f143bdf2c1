using System.Globalization;

namespace KerasRnn.Trajectories;

/// <summary>
/// How to read recorded trajectories. Everything may be left out: then delimiter, header and columns are found out, and <see cref="CsvReport"/> says what was assumed.
/// Columns are chosen by name, ignoring case, or by number from 1 (the only way where a file has no header).
/// </summary>
/// <example><code>var options = new CsvOptions { Id = "mote_id", Coordinates = ["humidity", "temperature"] };</code></example>
public sealed record CsvOptions
{
    /// <summary>The character between fields; null: comma, semicolon, tab or bar, whichever the file uses.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The column that tells trajectories of one file apart; null: one called id, trajectory, track or the like, if its values repeat.</summary>
    public string? Id { get; init; }

    /// <summary>The column of times; null: one called t, time or the like, or a first column that counts up.</summary>
    public string? Time { get; init; }

    /// <summary>The columns of coordinates, 1 to 6 of them; null: all columns of numbers that are neither id nor time.</summary>
    public IReadOnlyList<string>? Coordinates { get; init; }

    /// <summary>
    /// The time between two points after linear resampling; null: no resampling, and missing values and irregular times are refused. A gap above 4 intervals
    /// (of the recording or the step, whichever is longer) cuts a trajectory in two.
    /// </summary>
    public double? Resample { get; init; }

    /// <summary>What is chosen, and what is to be found out.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"delimiter {(Delimiter is { } given ? $"'{given}'" : "found out")}, id {Id ?? "found out"}, time {Time ?? "found out"}, coordinates {(Coordinates is { } chosen ? string.Join(", ", chosen) : "found out")}, {(Resample is { } step ? $"resampled with {step:R}" : "not resampled")}");
}
