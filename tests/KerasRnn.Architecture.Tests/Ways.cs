namespace KerasRnn.Architecture.Tests;

/// <summary>Where arrows lead when they are followed.</summary>
internal sealed class Ways
{
    private readonly IReadOnlyCollection<Arrow> arrows;
    private readonly ILookup<string, string> next;
    private readonly Dictionary<string, HashSet<string>> reached = [];

    public Ways(IReadOnlyCollection<Arrow> arrows)
    {
        this.arrows = arrows;
        next = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To);
        foreach (IGrouping<string, string> from in next) Follow(from.Key, reached[from.Key] = []);
    }

    /// <summary>Rooms that all lead to each other.</summary>
    public IReadOnlyList<string[]> Circles =>
    [
        .. reached.Keys.Where(room => Leads(room, room)).GroupBy(room => string.Join(", ", reached[room].Where(other => Leads(other, room)).Order(StringComparer.Ordinal))).Select(circle => circle.ToArray()),
    ];

    /// <summary>Without what other arrows say already.</summary>
    public IReadOnlyList<Arrow> Reduced => [.. arrows.Where(arrow => !next[arrow.From].Any(between => between != arrow.To && Leads(between, arrow.To)))];

    public bool Leads(string from, string to) => reached.TryGetValue(from, out HashSet<string>? rooms) && rooms.Contains(to);

    private void Follow(string from, HashSet<string> met)
    {
        foreach (string to in next[from])
        {
            if (met.Add(to)) Follow(to, met);
        }
    }
}
