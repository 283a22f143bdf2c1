namespace KerasRnn.Pictures;

/// <summary>One plot: two axes and what is drawn between them. The frame's place is given by the sheet; labels lie outside it.</summary>
internal sealed class Panel
{
    public const double CharacterWidth = 6.1;
    private const double BoldWidth = 7.6;

    public string Title { get; init; } = "";
    public string TitleCss { get; init; } = "";
    public string Subtitle { get; init; } = "";
    public required Axis X { get; init; }
    public required Axis Y { get; init; }
    public bool IsSquare { get; init; }
    public bool HasFrame { get; init; }
    public List<Mark> Marks { get; init; } = [];

    /// <summary>Texts to the right of the frame, by row of a category axis.</summary>
    public IReadOnlyList<string> RightTexts { get; init; } = [];

    /// <summary>What stands where there is nothing to draw; pictures that have no data say so.</summary>
    public bool IsEmpty { get; private set; }

    public void Fit()
    {
        var x = X.Fit(Marks.SelectMany(m => m.Xs));
        var y = Y.Fit(Marks.SelectMany(m => m.Ys));
        IsEmpty = Marks.Count == 0 || (!(x && y) && !Marks.Any(m => m is HeatMark));
    }

    /// <summary>Room needed left of the frame.</summary>
    public double Left => Y.Label.Length > 0 ? TickWidth + 28 : TickWidth + 8;

    public double Right => RightTexts.Count == 0 ? 8 : 12 + (CharacterWidth * RightTexts.Max(t => t.Length));

    public double Top => (Title.Length > 0 ? 20 : 4) + (Subtitle.Length > 0 ? 14 : 0);

    public double Bottom => (X is { HasTicks: true, HasLabels: true } ? 18 : 4) + (X.Label.Length > 0 ? 18 : 0);

    private double TickWidth => Y is not { HasTicks: true, HasLabels: true } ? 0 : 6 + ((Y.Categories is null ? CharacterWidth : BoldWidth) * Y.Ticks(200).Select(t => t.Text.Length).DefaultIfEmpty(0).Max());

    /// <summary>A long name is set smaller, and cut where even that does not fit: a panel may not write over its neighbour.</summary>
    private void DrawTitle(SvgWriter svg, double x, double y, double width)
    {
        var isNarrow = Title.Length * BoldWidth > width + 8;
        var most = (int)((width + 8) / (isNarrow ? BoldWidth * 10 / 12 : BoldWidth));
        svg.Text(x, y, Title.Length <= most ? Title : Title[..Math.Max(1, most - 1)] + "…", $"kr-title {(isNarrow ? "kr-narrow " : "")}{TitleCss}".TrimEnd());
    }

    public void Draw(SvgWriter svg, double x, double y, double width, double height)
    {
        if (Title.Length > 0) DrawTitle(svg, x, y - (Subtitle.Length > 0 ? 22 : 8), width);
        if (Subtitle.Length > 0) svg.Text(x, y - 8, Subtitle, "kr-muted");
        if (X.HasTicks)
        {
            foreach (var (value, text) in X.Ticks(width))
            {
                var at = x + (X.Share(value) * width);
                if (X.HasGrid) svg.Line(at, y, at, y + height, "kr-grid");
                if (X.HasLabels) svg.Text(at, y + height + 15, text, "kr-tick", "middle");
            }
        }
        if (Y.HasTicks)
        {
            var row = 0;
            foreach (var (value, text) in Y.Ticks(height))
            {
                var at = y + ((1 - Y.Share(value)) * height);
                if (Y.HasGrid) svg.Line(x, at, x + width, at, "kr-grid");
                if (Y.HasLabels) svg.Text(x - 7, at + 3.8, text, Y.Categories is null ? "kr-tick" : Y.Categories[row].Css, "end");
                if (row < RightTexts.Count) svg.Text(x + width + 12, at + 3.8, RightTexts[row], "kr-tick");
                row++;
            }
        }
        if (X.Label.Length > 0) svg.Text(x + (width / 2), y + height + Bottom - 4, X.Label, "kr-label", "middle");
        if (Y.Label.Length > 0) svg.Text(x - Left + 11, y + (height / 2), Y.Label, "kr-label", "middle", -90);
        if (HasFrame) svg.Rect(x, y, width, height, "kr-frame");
        else svg.Line(x, y + height, x + width, y + height, "kr-axis");
        if (IsEmpty)
        {
            svg.Text(x + (width / 2), y + (height / 2) + 4, "no data", "kr-muted", "middle");
            return;
        }
        svg.OpenWindow(x, y, width, height);
        var map = new PanelMap(X, Y, width, height);
        foreach (var mark in Marks) mark.Draw(svg, map);
        svg.Close();
    }
}
