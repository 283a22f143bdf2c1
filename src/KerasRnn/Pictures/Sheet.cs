namespace KerasRnn.Pictures;

/// <summary>One entry of a legend: a line sample, a dot, or both.</summary>
internal sealed record LegendEntry(string Text, string Color, Ink? Ink, MarkerShape? Marker, string MarkerCss = "", bool IsBand = false)
{
    public double Width => 36 + (Panel.CharacterWidth * Text.Length) + 18;
}

/// <summary>Panels in rows and columns with their legend below: one picture. Panels of a row share their height, panels of a column their width.</summary>
internal sealed class Sheet
{
    private const double Gap = 14;

    public double Width { get; init; } = 720;
    public required string Title { get; init; }
    public required int Columns { get; init; }

    /// <summary>Columns that would fit: with fewer panels than that they keep their size instead of filling the page.</summary>
    public int Slots { get; init; } = 1;

    public required IReadOnlyList<Panel> Panels { get; init; }
    public double PanelHeight { get; init; } = 130;
    public IReadOnlyList<LegendEntry> Legend { get; init; } = [];

    /// <summary>A colour scale below the panels: the text at its low and at its high end, and what it measures.</summary>
    public (string Low, string High, string Label, int Levels)? ColorScale { get; init; }

    public string ToSvg()
    {
        foreach (var panel in Panels) panel.Fit();
        var columns = Math.Max(1, Columns);
        var rows = Panels.Chunk(columns).ToArray();
        var left = Enumerable.Range(0, columns).Select(c => rows.Max(r => c < r.Length ? r[c].Left : 0)).ToArray();
        var right = Enumerable.Range(0, columns).Select(c => rows.Max(r => c < r.Length ? r[c].Right : 0)).ToArray();
        // Two hanging labels must not push a frame out of the picture.
        var slots = Math.Max(columns, Slots);
        var sides = (left.Sum() + right.Sum()) * slots / columns;
        var width = Math.Max(40, (Width - sides - (Gap * (slots - 1))) / slots);
        var heights = rows.Select(r => (Top: r.Max(p => p.Top), Plot: r.Any(p => p.IsSquare) ? width : PanelHeight, Bottom: r.Max(p => p.Bottom))).ToArray();
        var body = heights.Sum(h => h.Top + h.Plot + h.Bottom) + (8 * (heights.Length - 1));
        var legend = LegendRows();
        var height = body + (legend.Count == 0 ? 0 : 10 + (20 * legend.Count)) + (ColorScale is null ? 0 : 40);
        var svg = new SvgWriter();
        svg.Open(Width, height, Title);
        var y = 0.0;
        for (var r = 0; r < rows.Length; r++)
        {
            y += heights[r].Top;
            var x = 0.0;
            for (var c = 0; c < rows[r].Length; c++)
            {
                x += left[c];
                rows[r][c].Draw(svg, x, y, width, heights[r].Plot);
                x += width + right[c] + Gap;
            }
            y += heights[r].Plot + heights[r].Bottom + 8;
        }
        y = body + 10;
        foreach (var row in legend)
        {
            var x = left.Length > 0 ? Math.Min(left[0], 60) : 0;
            foreach (var entry in row)
            {
                DrawEntry(svg, entry, x, y + 8);
                x += entry.Width;
            }
            y += 20;
        }
        if (ColorScale is { } scale) DrawScale(svg, scale, left.Length > 0 ? left[0] : 0, y + 4);
        svg.Close();
        return svg.ToString();
    }

    private List<List<LegendEntry>> LegendRows()
    {
        var rows = new List<List<LegendEntry>>();
        var used = double.PositiveInfinity;
        foreach (var entry in Legend)
        {
            if (used + entry.Width > Width - 40)
            {
                rows.Add([]);
                used = 0;
            }
            rows[^1].Add(entry);
            used += entry.Width;
        }
        return rows;
    }

    private static void DrawEntry(SvgWriter svg, LegendEntry entry, double x, double y)
    {
        if (entry.IsBand) svg.Rect(x, y - 5, 28, 10, $"kr-band kr-f-{entry.Color}");
        if (entry.Ink is { } ink) svg.Line(x, y, x + 28, y, $"kr-line kr-s-{entry.Color}", ink);
        if (entry.Marker is { } marker) svg.Marker(x + 14, y, marker, 3.2, entry.MarkerCss.Length > 0 ? entry.MarkerCss : $"kr-f-{entry.Color}");
        svg.Text(x + 36, y + 3.8, entry.Text);
    }

    private static void DrawScale(SvgWriter svg, (string Low, string High, string Label, int Levels) scale, double x, double y)
    {
        const double step = 18;
        svg.Text(x, y + 9.5, scale.Low, "kr-tick");
        x += (Panel.CharacterWidth * scale.Low.Length) + 8;
        for (var i = 0; i < scale.Levels; i++) svg.Rect(x + (i * step), y, step, 12, $"kr-heat kr-h{i}");
        x += scale.Levels * step;
        svg.Text(x + 8, y + 9.5, scale.High, "kr-tick");
        svg.Text(x + 8 + (Panel.CharacterWidth * scale.High.Length) + 14, y + 9.5, scale.Label, "kr-muted");
    }
}
