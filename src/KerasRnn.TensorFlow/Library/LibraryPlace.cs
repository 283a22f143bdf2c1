namespace KerasRnn.TensorFlow;

/// <summary>A place where TensorFlow's library is looked for, and what came of it.</summary>
/// <param name="Name">What the place is: <c>KERASRNN_TENSORFLOW</c>, <c>the cache folder</c>.</param>
/// <param name="Where">The file or folder; empty if the place is not set up.</param>
/// <param name="Files">The library files that are there, best first.</param>
public sealed record LibraryPlace(string Name, string Where, IReadOnlyList<string> Files)
{
    /// <summary>Why nothing of it was loaded, or null if it was not tried or was taken.</summary>
    public string? Reason { get; init; }

    /// <summary>True for the place whose library was taken.</summary>
    public bool IsTaken { get; init; }

    /// <summary>The place as a line: name, folder, what came of it.</summary>
    public override string ToString()
    {
        string where = Where.Length == 0 ? Name : $"{Name} ({Where})";
        return IsTaken ? $"{where}: {Files[0]}" : Reason is null ? where : $"{where}: {Reason}";
    }
}
