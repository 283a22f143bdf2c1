namespace KerasRnn.Architecture.Tests;

/// <summary>How house.txt is read and rewritten.</summary>
public sealed class HouseFileTests
{
    private static readonly string[] Text =
    [
        "# Told.", "[rooms]", "= Ground", "A: the ground", "= Roof", "A/B: the middle", "A/C: the roof", "",
        "[knows]", "# Rewritten.", "A/C: A, A/B", "", "[owes]", "A -> A/C", "", "[namespaces]", "A/B: A", "", "[shows]", "A/C: One, Two",
    ];

    [Fact]
    public void The_house_is_read()
    {
        House house = new(Text);
        Assert.Equal("Ground: A; Roof: A/B, A/C", string.Join("; ", house.Floors.Select(floor => $"{floor.Title}: {string.Join(", ", floor.Rooms.Select(room => room.Path))}")));
        Assert.Equal("the middle", house.Rooms[1].Purpose);
        Assert.Equal(["A/C -> A", "A/C -> A/B"], house.Knows.Select(arrow => arrow.ToString()));
        Assert.Equal(["A -> A/C"], house.Owes.Select(arrow => arrow.ToString()));
        Assert.Equal("A", house.Namespaces["A/B"]);
        Assert.Equal(["One", "Two"], house.Shows["A/C"]);
    }

    [Fact]
    public void Down_is_to_a_room_that_stands_before()
    {
        House house = new(Text);
        Assert.True(house.LeadsDown(new Arrow("A/C", "A")));
        Assert.False(house.LeadsDown(new Arrow("A", "A/C")));
        Assert.False(house.LeadsDown(new Arrow("A/C", "Unknown")));
        Assert.False(house.LeadsDown(new Arrow("Unknown", "A")));
    }

    [Fact]
    public void Other_arrows_are_written_and_debts_never()
    {
        string[] text = new House(Text).With([new Arrow("A/B", "A"), new Arrow("A/C", "A/B"), new Arrow("A", "A/B")]);
        Assert.Equal([.. Text[..10], "A/B: A", "A/C: A/B", .. Text[11..]], text);
    }

    [Fact]
    public void A_line_that_is_no_pair_is_refused() =>
        Assert.Equal("house.txt expects two sides of \": \"; got \"A and B\".", Assert.Throws<FormatException>(() => new House(["[rooms]", "= Ground", "A and B"])).Message);
}
