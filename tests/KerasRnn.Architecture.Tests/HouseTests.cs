using System.Globalization;
using System.Text.RegularExpressions;
using KerasRnn.Architecture.Tests.Pictures;
using KerasRnn.Tests;

namespace KerasRnn.Architecture.Tests;

/// <summary>The house of src is as house.txt orders it and as docs/ shows it.</summary>
public sealed partial class HouseTests
{
    private const string Refresh = "KERASRNN_REFRESH=1 dotnet run --project tests/KerasRnn.Architecture.Tests";
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");
    private static readonly bool IsRefreshing = Environment.GetEnvironmentVariable("KERASRNN_REFRESH") is "1" or "true";
    private static readonly Survey Survey = Survey.Of(Path.Combine(Repository.Root, "src"));
    private static readonly ILookup<Arrow, Use> Arrows = Survey.Uses.Where(use => use.From.Room != use.To.Room).ToLookup(use => new Arrow(use.From.Room, use.To.Room));
    private static readonly IReadOnlyCollection<Arrow> Measured = [.. Arrows.Select(arrow => arrow.Key)];
    private static readonly House House = Read();

    [Fact]
    public void Every_name_in_the_sources_means_one_thing() => AssertNone(Survey.NotUnderstood, "The survey has to see what the build sees: its references or implicit usings differ.");

    [Fact]
    public void Every_folder_is_a_room_of_the_house()
    {
        string[] folders = [.. Survey.Files.Select(file => file.Room).Distinct()];
        AssertNone(folders.Where(folder => !House.Has(folder)).Select(folder => $"{folder} is no room."), "Put it on its floor under [rooms] in house.txt.");
        AssertNone(House.Rooms.Where(room => !folders.Contains(room.Path)).Select(room => $"{room.Path} is a room without files."), "Take it out of house.txt.");
    }

    [Fact]
    public void There_is_no_circle_of_rooms_but_through_debts()
    {
        IReadOnlyCollection<Arrow> paid = [.. Measured.Except(House.Owes)];
        AssertNone(
            new Ways(paid).Circles.SelectMany(circle => paid.Where(arrow => circle.Contains(arrow.From) && circle.Contains(arrow.To) && !House.LeadsDown(arrow)).SelectMany(Told)
                .Prepend($"{string.Join(", ", circle)} know each other, upward through:")),
            "Move a file, or let the lower room ask for less.");
    }

    [Fact]
    public void Every_arrow_leads_to_a_room_below()
    {
        AssertNone(
            Measured.Where(arrow => !House.LeadsDown(arrow) && !House.Owes.Contains(arrow)).SelectMany(Told),
            "A room knows only rooms that stand before it under [rooms] in house.txt. Move the file, or let the lower room ask for less.");
    }

    [Fact]
    public void Every_arrow_is_listed()
    {
        AssertNone(Measured.Where(arrow => House.LeadsDown(arrow) && !House.Knows.Contains(arrow)).SelectMany(Told), $"If that is meant: {Refresh}, and commit house.txt.");
    }

    [Fact]
    public void Everything_listed_is_still_there()
    {
        AssertNone(House.Knows.Except(Measured).Select(arrow => $"[knows] {arrow} is gone."), Refresh);
        AssertNone(House.Owes.Where(arrow => !Measured.Contains(arrow) || House.LeadsDown(arrow)).Select(arrow => $"[owes] {arrow} is paid."), "Take the line out of house.txt.");
    }

    [Fact]
    public void A_namespace_is_the_folder_or_the_one_agreed()
    {
        AssertNone(
            Survey.Files.Where(file => file.Namespace is not null && file.Namespace != Agreed(file)).Select(file => $"{file.Path} has namespace {file.Namespace}; expected {Agreed(file)}."),
            "Give it that namespace, or list the file under [namespaces] in house.txt with its reason.");
        string[] places = [.. Survey.Files.Select(file => file.Path), .. House.Rooms.Select(room => room.Path)];
        AssertNone(House.Namespaces.Keys.Except(places).Select(place => $"[namespaces] {place} does not exist."), "Take the line out of house.txt.");
        AssertNone(
            House.Namespaces.Where(agreed => agreed.Value == FolderOf(agreed.Key) || !FolderOf(agreed.Key).StartsWith(agreed.Value + '.', StringComparison.Ordinal))
                .Select(agreed => $"[namespaces] {agreed.Key}: {agreed.Value} is not the namespace of a folder above."),
            "A namespace is shorter than its folder, never another one.");
    }

    [Fact]
    public void A_room_that_nobody_enters_shows_only_what_is_listed()
    {
        foreach ((string room, string[] shown) in House.Shows)
        {
            string[] open = [.. Survey.Files.Where(file => file.Room == room || file.Room.StartsWith(room + '/', StringComparison.Ordinal)).SelectMany(file => file.PublicTypes).Distinct()];
            AssertNone(open.Except(shown).Select(type => $"{type} is public in {room}."), "Make it internal, or list it under [shows] in house.txt.");
            AssertNone(shown.Except(open).Select(type => $"[shows] {type} is no public type of {room}."), "Take it out of house.txt.");
        }
    }

    [Fact]
    public void The_picture_is_the_house()
    {
        Dictionary<string, int> lines = Survey.Files.GroupBy(file => file.Room).ToDictionary(room => room.Key, room => room.Sum(file => file.Lines));
        string file = Path.Combine(Docs, "house.svg"), present = new HousePicture(House, Measured, lines).ToSvg();
        if (IsRefreshing) File.WriteAllText(file, present);
        string stored = File.ReadAllText(file);
        Assert.True(WithoutNumbers(stored) == WithoutNumbers(present), $"docs/house.svg shows another house. {Refresh}, look at it, and commit it.");

        // A line more is no other picture; a fifth is.
        AssertNone(
            Numbers(stored).Zip(Numbers(present)).Where(pair => Math.Abs(pair.First - pair.Second) > 0.2 * pair.Second).Select(pair => $"docs/house.svg says {pair.First} lines where there are {pair.Second}."),
            Refresh);
    }

    [Fact]
    public void The_page_tells_every_room()
    {
        string file = Path.Combine(Docs, "house.md"), text = File.ReadAllText(file);
        string present = HousePage.With(text, House, Measured);
        if (IsRefreshing) File.WriteAllText(file, text = present);
        Assert.True(text == present, $"docs/house.md tells another house. {Refresh}, and commit it.");
    }

    private static string WithoutNumbers(string svg) => LineCount().Replace(svg, "");

    private static IEnumerable<int> Numbers(string svg) => LineCount().Matches(svg).Select(match => int.Parse(match.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));

    private static IEnumerable<string> Told(Arrow arrow) => Arrows[arrow].Select(use => use.ToString());

    private static string Agreed(SourceFile file) => House.Namespaces.GetValueOrDefault(file.Path) ?? House.Namespaces.GetValueOrDefault(file.Room) ?? FolderOf(file.Path);

    private static string FolderOf(string place) => (place.EndsWith(".cs", StringComparison.Ordinal) ? place[..place.LastIndexOf('/')] : place).Replace('/', '.');

    private static void AssertNone(IEnumerable<string> lines, string remedy)
    {
        string[] all = [.. lines];
        Assert.True(all.Length == 0, $"{string.Join("\n", all)}\n{remedy}");
    }

    private static House Read()
    {
        string file = Path.Combine(Repository.Root, "tests", "KerasRnn.Architecture.Tests", "house.txt");
        House house = new(File.ReadAllLines(file));
        if (!IsRefreshing) return house;
        string[] text = house.With(Measured);
        File.WriteAllText(file, string.Concat(text.Select(line => line + "\n")));
        return new House(text);
    }

    [GeneratedRegex(@"(?<=>)[\d,]+(?=( lines)?<)")]
    private static partial Regex LineCount();
}
