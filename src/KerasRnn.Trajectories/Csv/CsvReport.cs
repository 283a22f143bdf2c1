namespace KerasRnn.Trajectories;

/// <summary>What was assumed about files, and what was left out.</summary>
public sealed record CsvReport
{
    /// <summary>The files that were read.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The character between fields.</summary>
    public required char Delimiter { get; init; }

    /// <summary>Whether the first line names the columns.</summary>
    public required bool HasHeader { get; init; }

    /// <summary>The column that tells trajectories apart; null: each file is one trajectory.</summary>
    public string? Id { get; init; }

    /// <summary>The column of times; null: rows follow each other at equal times.</summary>
    public string? Time { get; init; }

    /// <summary>The columns of coordinates.</summary>
    public required IReadOnlyList<string> Coordinates { get; init; }

    /// <summary>Files, columns and pieces of trajectories that were left out, and anything else worth knowing: one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>All of it, in a few lines.</summary>
    public override string ToString()
    {
        string delimiter = Delimiter == '\t' ? "tab" : $"\"{Delimiter}\"";
        string first = $"{Files.Count} {(Files.Count == 1 ? "file" : "files")}, delimiter {delimiter}, {(HasHeader ? "with" : "without")} header; id: {Id ?? "the file"}; time: {Time ?? "the row"}; coordinates: {string.Join(", ", Coordinates)}.";
        return string.Join(Environment.NewLine, Notes.Prepend(first));
    }
}
