namespace KerasRnn.Architecture.Tests;

/// <summary>The order of the house as house.txt has it: rooms on their floors from the ground up, and what is allowed between them.</summary>
internal sealed class House
{
    private const string Knowing = "[knows]", Owing = "[owes]", Naming = "[namespaces]", Showing = "[shows]", Standing = "[rooms]";
    private readonly string[] text;
    private readonly Dictionary<string, int> heights;

    public House(string[] text)
    {
        this.text = text;
        List<Floor> floors = [];
        foreach (string line in Section(Standing))
        {
            if (line.StartsWith("= ", StringComparison.Ordinal)) floors.Add(new Floor(line[2..], []));
            else if (Pair(line, ": ") is var (room, purpose)) floors[^1].Rooms.Add(new Room(room, purpose));
        }

        Floors = floors;
        Rooms = [.. floors.SelectMany(floor => floor.Rooms)];
        heights = Rooms.Select((room, height) => (room.Path, height)).ToDictionary();
        Knows = Section(Knowing).Select(line => Pair(line, ": ")).SelectMany(pair => pair.Right.Split(", ").Select(known => new Arrow(pair.Left, known))).ToHashSet();
        Owes = Section(Owing).Select(line => Pair(line, " -> ")).Select(pair => new Arrow(pair.Left, pair.Right)).ToHashSet();
        Namespaces = Section(Naming).Select(line => Pair(line, ": ")).ToDictionary();
        Shows = Section(Showing).Select(line => Pair(line, ":")).ToDictionary(pair => pair.Left, pair => pair.Right.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>From the ground up.</summary>
    public IReadOnlyList<Floor> Floors { get; }

    /// <summary>From the ground up.</summary>
    public IReadOnlyList<Room> Rooms { get; }

    public IReadOnlySet<Arrow> Knows { get; }

    /// <summary>Arrows that lead upward and are still to be cut.</summary>
    public IReadOnlySet<Arrow> Owes { get; }

    /// <summary>Of rooms and of single files, where it is not that of the folder.</summary>
    public IReadOnlyDictionary<string, string> Namespaces { get; }

    /// <summary>What is public in a room that nobody outside enters, the rooms in it among them.</summary>
    public IReadOnlyDictionary<string, string[]> Shows { get; }

    public bool Has(string room) => heights.ContainsKey(room);

    public bool LeadsDown(Arrow arrow) => heights.GetValueOrDefault(arrow.From, -1) > heights.GetValueOrDefault(arrow.To, int.MaxValue);

    /// <summary>The same text with other arrows downward; an arrow upward is a debt, and nobody makes debts for a person.</summary>
    public string[] With(IReadOnlyCollection<Arrow> arrows)
    {
        int start = Array.IndexOf(text, Knowing) + 1, end = Array.IndexOf(text, Owing);
        IEnumerable<string> lines = Rooms.Select(room => (room.Path, Known: arrows.Where(arrow => arrow.From == room.Path && LeadsDown(arrow)).Select(arrow => arrow.To).OrderBy(known => heights[known])))
            .Where(line => line.Known.Any()).Select(line => $"{line.Path}: {string.Join(", ", line.Known)}");
        return [.. text[..start], .. text[start..end].TakeWhile(line => line.StartsWith('#')), .. lines, "", .. text[end..]];
    }

    private string[] Section(string title) => [.. text.SkipWhile(line => line != title).Skip(1).TakeWhile(line => !line.StartsWith('[')).Where(line => line.Length > 0 && !line.StartsWith('#'))];

    private static (string Left, string Right) Pair(string line, string between) => line.Split(between, 2) is [var left, var right]
        ? (left, right)
        : throw new FormatException($"house.txt expects two sides of \"{between}\"; got \"{line}\".");
}

/// <summary>Rooms that a reader takes as one.</summary>
internal sealed record Floor(string Title, List<Room> Rooms);

/// <summary>A folder of src and what it is for.</summary>
internal sealed record Room(string Path, string Purpose);

/// <summary>One room knows another one.</summary>
internal sealed record Arrow(string From, string To)
{
    public override string ToString() => $"{From} -> {To}";
}
