using System.Globalization;
using KerasRnn.Pictures;

namespace KerasRnn.Architecture.Tests.Pictures;

/// <summary>
/// The house from its arrows: floors as frames, what knows more above; in a floor what knows more to the left. Arrows that follow from others are left out, and between floors one arrow stands for all.
/// </summary>
internal sealed class HousePicture(House house, IReadOnlyCollection<Arrow> arrows, IReadOnlyDictionary<string, int> lines)
{
    private const double Width = 960, Margin = 14, Padding = 14, Head = 30, FloorGap = 34, Gutter = 22;

    public string ToSvg()
    {
        Arrow[] down = [.. arrows.Where(house.LeadsDown)];
        Dictionary<string, string> floorOf = house.Floors.SelectMany(floor => floor.Rooms.Select(room => (room.Path, floor.Title))).ToDictionary();
        IReadOnlyList<Arrow> between = new Ways([.. down.Select(arrow => new Arrow(floorOf[arrow.From], floorOf[arrow.To])).Where(arrow => arrow.From != arrow.To).Distinct()]).Reduced;
        Frame[][] rows = Rows(between, down);
        double right = Width - Margin - (rows.Length > 2 ? Gutter : 0);
        double y = Margin;
        foreach (Frame[] row in rows)
        {
            double x = Margin, spare = right - Margin - ((row.Length - 1) * FloorGap) - row.Sum(frame => frame.Plan.Width + (2 * Padding));
            foreach (Frame frame in row)
            {
                frame.X = x;
                frame.Y = y;
                frame.Width = Math.Round(frame.Plan.Width + (2 * Padding) + (spare / row.Length));
                frame.Height = Head + row.Max(other => other.Plan.Height) + Padding;
                x += frame.Width + FloorGap;
            }

            y += row[0].Height + FloorGap;
        }

        SvgWriter svg = new();
        svg.Open(Width, y - FloorGap + Margin, "The rooms of the house and what they know");
        foreach (Frame frame in rows.SelectMany(row => row)) Draw(svg, frame);
        foreach (Arrow arrow in between) Draw(svg, rows, arrow);
        svg.Close();

        // One element in a line, as a review reads it.
        return svg.ToString().Replace("</title>", $"</title><style>{Style()}</style>", StringComparison.Ordinal).Replace("><", ">\n<", StringComparison.Ordinal) + "\n";
    }

    private Frame[][] Rows(IReadOnlyList<Arrow> between, Arrow[] down)
    {
        Dictionary<string, int> depth = [];
        foreach (Floor floor in house.Floors.Reverse()) depth[floor.Title] = between.Where(arrow => arrow.To == floor.Title).Select(arrow => depth[arrow.From] + 1).DefaultIfEmpty(0).Max();
        return [.. house.Floors.Reverse().GroupBy(floor => depth[floor.Title]).OrderBy(row => row.Key).Select(row => row.Select(floor => FrameOf(floor, down)).ToArray())];
    }

    private static Frame FrameOf(Floor floor, Arrow[] down)
    {
        HashSet<string> rooms = [.. floor.Rooms.Select(room => room.Path)];
        IReadOnlyList<Arrow> own = new Ways([.. down.Where(arrow => rooms.Contains(arrow.From) && rooms.Contains(arrow.To))]).Reduced;
        return new Frame(floor, new FloorPlan([.. floor.Rooms.Select(room => (room.Path, Math.Max(70, WidthOf(LabelOf(room.Path)) + 16)))], own));
    }

    private void Draw(SvgWriter svg, Frame frame)
    {
        svg.Rect(frame.X, frame.Y, frame.Width, frame.Height, "kr-frame floor");
        svg.Text(frame.X + Padding, frame.Y + 20, frame.Floor.Title, "kr-title");
        svg.Text(frame.X + frame.Width - Padding, frame.Y + 20, $"{Number(frame.Floor.Rooms.Sum(room => lines[room.Path]))} lines", "kr-muted", "end");
        (double left, double top) = (frame.X + Padding, frame.Y + Head);
        var (boxes, ways) = frame.Plan.Draw(frame.Width - (2 * Padding));
        foreach (IReadOnlyList<(double X, double Y)> way in ways)
        {
            string path = $"M{SvgWriter.N(left + way[0].X)} {SvgWriter.N(top + way[0].Y)}";
            for (int i = 1; i < way.Count; i++)
            {
                double middle = left + ((way[i - 1].X + way[i].X) / 2);
                path += i % 2 == 0 ? $"H{SvgWriter.N(left + way[i].X)}"
                    : $"C{SvgWriter.N(middle)} {SvgWriter.N(top + way[i - 1].Y)} {SvgWriter.N(middle)} {SvgWriter.N(top + way[i].Y)} {SvgWriter.N(left + way[i].X)} {SvgWriter.N(top + way[i].Y)}";
            }

            svg.Path(path, "kr-line kr-s-b1", new Ink(1.2));
            svg.Path($"M{SvgWriter.N(left + way[^1].X)} {SvgWriter.N(top + way[^1].Y)}l-7 -3.5v7z", "kr-f-b1");
        }

        foreach ((string room, double x, double y, double width) in boxes)
        {
            int debts = arrows.Count(arrow => arrow.From == room && !house.LeadsDown(arrow));
            svg.Rect(left + x, top + y, width, FloorPlan.BoxHeight, "kr-start room");
            svg.Text(left + x + (width / 2), top + y + 16, LabelOf(room), "kr-title", "middle");
            if (debts == 0) svg.Text(left + x + (width / 2), top + y + 30, Number(lines[room]), "kr-muted", "middle");
            else
            {
                svg.Text(left + x + (width / 2) + 6, top + y + 30, Number(lines[room]), "kr-muted", "end");
                svg.Text(left + x + (width / 2) + 12, top + y + 30, $"↑{debts}", "kr-t-c3");
            }
        }
    }

    // One floor down: straight. Further: outside along the right.
    private static void Draw(SvgWriter svg, Frame[][] rows, Arrow arrow)
    {
        int upper = Array.FindIndex(rows, row => row.Any(frame => frame.Floor.Title == arrow.From)), lower = Array.FindIndex(rows, row => row.Any(frame => frame.Floor.Title == arrow.To));
        Frame from = rows[upper].Single(frame => frame.Floor.Title == arrow.From), to = rows[lower].Single(frame => frame.Floor.Title == arrow.To);
        if (lower == upper + 1)
        {
            double x = Math.Round((Math.Max(from.X, to.X) + Math.Min(from.X + from.Width, to.X + to.Width)) / 2);
            svg.Path($"M{SvgWriter.N(x)} {SvgWriter.N(from.Y + from.Height)}V{SvgWriter.N(to.Y - 2)}", "kr-line kr-s-b2", new Ink(2));
            svg.Path($"M{SvgWriter.N(x)} {SvgWriter.N(to.Y)}l-5.5 -10h11z", "kr-f-b2");
            return;
        }

        double gutter = Width - Margin, start = from.Y + (from.Height / 2), end = to.Y + (to.Height / 2);
        svg.Path($"M{SvgWriter.N(from.X + from.Width)} {SvgWriter.N(start)}H{SvgWriter.N(gutter)}V{SvgWriter.N(end)}H{SvgWriter.N(to.X + to.Width + 2)}", "kr-line kr-s-b2", new Ink(2));
        svg.Path($"M{SvgWriter.N(to.X + to.Width)} {SvgWriter.N(end)}l10 -5.5v11z", "kr-f-b2");
    }

    private static string LabelOf(string room) => room[(room.LastIndexOf('/') + 1)..].Replace("KerasRnn.", "", StringComparison.Ordinal);

    // In the widest of the fonts that a reader may have.
    private static double WidthOf(string label) => label.Sum(letter => "mwCDGMO".Contains(letter) ? 11.0 : "fijlrt".Contains(letter) ? 5.0 : 8.3);

    // Two digits say how large a room is.
    private static string Number(int count)
    {
        int unit = (int)Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(count)) - 1));
        return (Math.Round((double)count / unit) * unit).ToString("N0", CultureInfo.InvariantCulture);
    }

    // The reader's light or dark; a picture in a page does not know the page's.
    private static string Style()
    {
        string Variables(Func<(string Name, string Light, string Dark), string> color) => string.Concat(Palette.Page.Concat(Palette.Colors).Where(c => c.Name is "bg" or "ink" or "soft" or "card" or "rule" or "b1" or "b2" or "c3").Select(c => $"--kr-{c.Name}:{color(c)};"));
        return $"svg{{{Variables(c => c.Light)}background:var(--kr-bg);color:var(--kr-ink)}}@media(prefers-color-scheme:dark){{svg{{{Variables(c => c.Dark)}}}}}"
            + ".floor{fill:var(--kr-card)}.room{fill:var(--kr-bg);stroke-opacity:.55}.kr-muted{fill:var(--kr-soft)}.kr-t-c3{fill:var(--kr-c3)}"
            + ".kr-s-b1{stroke:var(--kr-b1)}.kr-f-b1{fill:var(--kr-b1)}.kr-s-b2{stroke:var(--kr-b2)}.kr-f-b2{fill:var(--kr-b2)}";
    }

    private sealed class Frame(Floor floor, FloorPlan plan)
    {
        public Floor Floor => floor;

        public FloorPlan Plan => plan;

        public double X { get; set; }

        public double Y { get; set; }

        public double Width { get; set; }

        public double Height { get; set; }
    }
}
