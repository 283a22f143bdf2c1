namespace KerasRnn.Architecture.Tests;

/// <summary>What counts as one file naming another.</summary>
public sealed class SurveyTests
{
    private const string Number =
        """
        namespace Low;
        public sealed class Number
        {
            public int Size { get; init; }
            public static implicit operator Number(string word) => new();
            public static Number operator +(Number a, Number b) => a;
            public static Number operator -(Number a) => a;
            public int this[int i] => i;
            public static void Take(Number number) { }
        }
        """;

    [Theory]
    [InlineData("Low.Number? Field;", "Number")]
    [InlineData("int Size(Low.Number n) => n.Size;", "Number, Number.Size")]
    [InlineData("string Name => nameof(Low.Number);", "Number")]
    [InlineData("bool Is(object o) => o is Low.Number { Size: 1 };", "Number, Number.Size")]
    [InlineData("System.Collections.Generic.List<Low.Number>? Many;", "Number")]
    [InlineData("void Call() => Low.Number.Take(\"word\");", "Number, Number from String, Number.Take")]
    [InlineData("object Sum() { var a = Middle.Make(); return a + a; }", "Number.op_Addition")]
    [InlineData("object Minus() { var a = Middle.Make(); return -a; }", "Number.op_UnaryNegation")]
    [InlineData("object At() { var a = Middle.Make(); return a[0]; }", "Number.this[]")]
    [InlineData("void New() => Middle.Give(new() { Size = 2 });", "Number, Number.Size")]
    [InlineData("object Passed() { var a = Middle.Make(); return a; }", "")]
    [InlineData("/// <see cref=\"Low.Number\"/>\nint Told;", "")]
    public void Types_and_members_count_however_they_are_named(string member, string expected)
    {
        Survey survey = new([
            ("House/Low/Number.cs", Number),
            ("House/Middle.cs", "namespace House; public static class Middle { public static Low.Number Make() => new(); public static void Give(Low.Number number) { } }"),
            ("House/High/Use.cs", $"using House; public sealed class Use {{ {member} }}"),
        ]);
        Assert.Empty(survey.NotUnderstood);
        Assert.Equal(expected, string.Join(", ", survey.Uses.Where(use => use.From.Room == "House/High" && use.To.Room == "House/Low").SelectMany(use => use.Names)));
    }

    [Fact]
    public void A_member_lies_in_its_own_file_and_a_type_in_the_shortest()
    {
        Survey survey = new([
            ("A/Whole.Part.cs", "public partial class Whole { public static int Part; }"),
            ("B/Whole.cs", "public partial class Whole { public static int All; }"),
            ("C/Use.cs", "class Use { int x = Whole.Part + Whole.All; }"),
        ]);
        Assert.Equal(["C/Use.cs -> A/Whole.Part.cs: Whole.Part", "C/Use.cs -> B/Whole.cs: Whole, Whole.All"], survey.Uses.Select(use => use.ToString()));
    }

    [Fact]
    public void An_extension_method_lies_where_it_is_written()
    {
        Survey survey = new([("A/Extensions.cs", "static class Extensions { public static int Twice(this int x) => 2 * x; }"), ("B/Use.cs", "class Use { int x = 1.Twice(); }")]);
        Assert.Equal("B/Use.cs -> A/Extensions.cs: Extensions.Twice", Assert.Single(survey.Uses).ToString());
    }

    [Fact]
    public void A_name_that_means_nothing_is_told() => Assert.Contains("Nobody", Assert.Single(new Survey([("A/Use.cs", "class Use { Nobody? x; }")]).NotUnderstood), StringComparison.Ordinal);

    [Fact]
    public void A_file_tells_its_namespace_its_lines_and_what_is_public()
    {
        SourceFile file = Assert.Single(new Survey([("A/B/Types.cs", "namespace A.B;\n\npublic sealed class Open { public class Inner; }\ninternal enum Closed;\npublic delegate void Function();\n")]).Files);
        Assert.Equal(("A/B", "A.B", 5), (file.Room, file.Namespace, file.Lines));
        Assert.Equal(["Open", "Function"], file.PublicTypes);
    }
}
