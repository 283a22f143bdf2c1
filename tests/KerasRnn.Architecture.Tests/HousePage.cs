namespace KerasRnn.Architecture.Tests;

/// <summary>The tables of rooms in docs/house.md, from the roof down as the picture has them.</summary>
internal static class HousePage
{
    private const string Begin = "<!-- What follows is written by the tests. -->";

    /// <summary>The page with the tables of a house at its end.</summary>
    public static string With(string page, House house, IReadOnlyCollection<Arrow> arrows) =>
        page[..(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + "\n" + string.Concat(house.Floors.Reverse().Select(floor => Table(floor, house, arrows)));

    private static string Table(Floor floor, House house, IReadOnlyCollection<Arrow> arrows) =>
        $"\n### {floor.Title}\n\n| room | what it is | what it knows |\n| --- | --- | --- |\n" + string.Concat(floor.Rooms.AsEnumerable().Reverse().Select(room => $"| `{room.Path}` | {room.Purpose} | {Known(room.Path, house, arrows)} |\n"));

    private static string Known(string room, House house, IReadOnlyCollection<Arrow> arrows)
    {
        Arrow[] own = [.. arrows.Where(arrow => arrow.From == room)];
        string down = Names(room, house.Rooms.Where(known => own.Any(arrow => arrow.To == known.Path && house.LeadsDown(arrow)))), up = Names(room, house.Rooms.Where(known => own.Any(arrow => arrow.To == known.Path && !house.LeadsDown(arrow))));
        return string.Join("; ", new[] { down, up.Length > 0 ? $"**above it:** {up}" : "" }.Where(part => part.Length > 0)) is { Length: > 0 } all ? all : "nothing";
    }

    // Rooms of the own project by their folders alone.
    private static string Names(string room, IEnumerable<Room> known) => string.Join("; ", known.GroupBy(other => Project(other.Path)).OrderBy(group => group.Key != Project(room))
        .Select(group => (group.Key == Project(room) ? "" : $"{group.Key}: ") + string.Join(", ", group.Select(other => other.Path == group.Key ? "root" : other.Path[(group.Key.Length + 1)..]))));

    private static string Project(string room) => room.Split('/')[0];
}
