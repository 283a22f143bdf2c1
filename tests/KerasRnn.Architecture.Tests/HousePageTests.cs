using KerasRnn.Architecture.Tests.Pictures;

namespace KerasRnn.Architecture.Tests;

/// <summary>How a house is told and drawn.</summary>
public sealed class HousePageTests
{
    private static readonly House House = new(["[rooms]", "= Ground", "A: the ground", "= Engine", "B: the engine", "= Words", "A/C: a word", "A/D: another", "= Roof", "E: the roof"]);
    private static readonly Arrow[] Arrows = [new("B", "A"), new("A/C", "B"), new("A/C", "A"), new("A/D", "A/C"), new("A/D", "A"), new("E", "A/D"), new("E", "A"), new("A", "A/C"), new("A", "E")];

    [Fact]
    public void The_tables_stand_at_the_end_of_the_page_from_the_roof_down()
    {
        string page = HousePage.With("# The house\n\n<!-- What follows is written by the tests. -->\nold", House, Arrows);
        Assert.Equal(
            """
            # The house

            <!-- What follows is written by the tests. -->

            ### Roof

            | room | what it is | what it knows |
            | --- | --- | --- |
            | `E` | the roof | A: root, D |

            ### Words

            | room | what it is | what it knows |
            | --- | --- | --- |
            | `A/D` | another | root, C |
            | `A/C` | a word | root; B: root |

            ### Engine

            | room | what it is | what it knows |
            | --- | --- | --- |
            | `B` | the engine | A: root |

            ### Ground

            | room | what it is | what it knows |
            | --- | --- | --- |
            | `A` | the ground | **above it:** C; E: root |

            """.ReplaceLineEndings("\n"),
            page);
    }

    [Fact]
    public void The_picture_has_floors_rooms_sizes_and_debts()
    {
        string svg = new HousePicture(House, Arrows, new Dictionary<string, int> { ["A"] = 1234, ["B"] = 56, ["A/C"] = 789, ["A/D"] = 8, ["E"] = 10 }).ToSvg();
        string[] texts = [.. svg.Split('\n').Where(line => line.StartsWith("<text", StringComparison.Ordinal)).Select(line => line[(line.IndexOf('>', StringComparison.Ordinal) + 1)..^"</text>".Length])];
        Assert.Equal(["Roof", "10 lines", "E", "10", "Words", "800 lines", "D", "8", "C", "790", "Engine", "56 lines", "B", "56", "Ground", "1,200 lines", "A", "1,200", "↑2"], texts.Select(System.Net.WebUtility.HtmlDecode));
    }

    [Fact]
    public void The_picture_is_the_same_every_time() => Assert.Equal(Draw(), Draw());

    private static string Draw() => new HousePicture(House, Arrows, House.Rooms.ToDictionary(room => room.Path, _ => 100)).ToSvg();
}
