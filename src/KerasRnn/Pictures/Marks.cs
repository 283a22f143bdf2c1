using System.Text;

namespace KerasRnn.Pictures;

/// <summary>Maps data to pixels of a panel.</summary>
internal sealed record PanelMap(Axis XAxis, Axis YAxis, double Width, double Height)
{
    public double X(double value) => XAxis.Share(value) * Width;

    /// <summary>SVG's y grows downward; far outside counts as just outside, so that no browser meets absurd numbers.</summary>
    public double Y(double value) => Math.Clamp((1 - YAxis.Share(value)) * Height, -1e4, 1e4);
}

/// <summary>Something drawn in a panel. <see cref="Xs"/> and <see cref="Ys"/> are what the axes must show.</summary>
internal abstract record Mark
{
    public virtual IEnumerable<double> Xs => [];
    public virtual IEnumerable<double> Ys => [];
    public abstract void Draw(SvgWriter svg, PanelMap map);

    /// <summary>A path through the points; where one is not finite the line breaks instead of guessing.</summary>
    protected static string PathOf(IReadOnlyList<double> xs, IReadOnlyList<double> ys, PanelMap map, bool isStep = false)
    {
        var path = new StringBuilder();
        var isOpen = false;
        double last = 0;
        for (var i = 0; i < Math.Min(xs.Count, ys.Count); i++)
        {
            var (x, y) = (map.X(xs[i]), map.Y(ys[i]));
            if (!double.IsFinite(x) || !double.IsFinite(y)) isOpen = false;
            else
            {
                if (isOpen && isStep) path.Append('L').Append(SvgWriter.N(x)).Append(' ').Append(SvgWriter.N(last));
                path.Append(isOpen ? 'L' : 'M').Append(SvgWriter.N(x)).Append(' ').Append(SvgWriter.N(y));
                (isOpen, last) = (true, y);
            }
        }
        return path.ToString();
    }
}

/// <summary>A line through points, with a marker here and there as a second cue.</summary>
internal sealed record LineMark(IReadOnlyList<double> X, IReadOnlyList<double> Y, string Color, Ink Ink, MarkerShape? Marker = null, bool IsStep = false, bool IsFitted = true, int Offset = 0) : Mark
{
    public override IEnumerable<double> Xs => IsFitted ? X : [];
    public override IEnumerable<double> Ys => IsFitted ? Y : [];

    public override void Draw(SvgWriter svg, PanelMap map)
    {
        svg.Path(PathOf(X, Y, map, IsStep), $"kr-line kr-s-{Color}", Ink);
        var count = Math.Min(X.Count, Y.Count);
        // A single point has no line: it must not vanish.
        if (Marker is not { } shape && count != 1) return;
        var every = Math.Max(1, count / 6);
        for (var i = count == 1 ? 0 : Offset % every; i < count; i += every)
            if (double.IsFinite(map.X(X[i])) && double.IsFinite(map.Y(Y[i]))) svg.Marker(map.X(X[i]), map.Y(Y[i]), Marker ?? MarkerShape.Circle, 2.9, $"kr-f-{Color}");
    }
}

/// <summary>The area between two lines.</summary>
internal sealed record BandMark(IReadOnlyList<double> X, IReadOnlyList<double> Low, IReadOnlyList<double> High, string Color) : Mark
{
    public override IEnumerable<double> Xs => X;
    public override IEnumerable<double> Ys => Low.Concat(High);

    public override void Draw(SvgWriter svg, PanelMap map)
    {
        // On a logarithmic axis a low end of 0 lies below every frame.
        double Bottom(double v) => map.YAxis.IsLog && v <= 0 ? double.Epsilon : v;
        for (var i = 0; i < X.Count;)
        {
            var from = i;
            while (i < X.Count && double.IsFinite(Low[i]) && double.IsFinite(High[i]) && (!map.YAxis.IsLog || High[i] > 0)) i++;
            if (i - from > 1)
            {
                var path = new StringBuilder();
                for (var j = from; j < i; j++) path.Append(j == from ? 'M' : 'L').Append(SvgWriter.N(map.X(X[j]))).Append(' ').Append(SvgWriter.N(map.Y(High[j])));
                for (var j = i - 1; j >= from; j--) path.Append('L').Append(SvgWriter.N(map.X(X[j]))).Append(' ').Append(SvgWriter.N(map.Y(Bottom(Low[j]))));
                svg.Path(path.Append('z').ToString(), $"kr-band kr-f-{Color}");
            }
            i = Math.Max(i, from + 1);
        }
    }
}

/// <summary>Dots without a line.</summary>
internal sealed record DotsMark(IReadOnlyList<double> X, IReadOnlyList<double> Y, string Color, MarkerShape Shape, double Size, string Css = "", bool IsFitted = true) : Mark
{
    public override IEnumerable<double> Xs => IsFitted ? X : [];
    public override IEnumerable<double> Ys => IsFitted ? Y : [];

    public override void Draw(SvgWriter svg, PanelMap map)
    {
        for (var i = 0; i < X.Count; i++)
            if (double.IsFinite(map.X(X[i])) && double.IsFinite(map.Y(Y[i]))) svg.Marker(map.X(X[i]), map.Y(Y[i]), Shape, Size, Css.Length > 0 ? Css : $"kr-f-{Color}");
    }
}

/// <summary>Short vertical ticks, as those of censored observations.</summary>
internal sealed record TicksMark(IReadOnlyList<double> X, IReadOnlyList<double> Y, string Color, double Half = 4, double Width = 1.4) : Mark
{
    public override IEnumerable<double> Xs => X;
    public override IEnumerable<double> Ys => Y;

    public override void Draw(SvgWriter svg, PanelMap map)
    {
        for (var i = 0; i < X.Count; i++)
            if (double.IsFinite(map.X(X[i])) && double.IsFinite(map.Y(Y[i])))
                svg.Line(map.X(X[i]), map.Y(Y[i]) - Half, map.X(X[i]), map.Y(Y[i]) + Half, $"kr-s-{Color}", new Ink(Width));
    }
}

/// <summary>A line across the whole panel.</summary>
internal sealed record RuleMark(double? AtX, double? AtY, string Css, Ink Ink) : Mark
{
    public override IEnumerable<double> Xs => AtX is { } x ? [x] : [];
    public override IEnumerable<double> Ys => AtY is { } y ? [y] : [];

    public override void Draw(SvgWriter svg, PanelMap map)
    {
        if (AtX is { } x && double.IsFinite(map.X(x))) svg.Line(map.X(x), 0, map.X(x), map.Height, Css, Ink);
        if (AtY is { } y && double.IsFinite(map.Y(y))) svg.Line(0, map.Y(y), map.Width, map.Y(y), Css, Ink);
    }
}

/// <summary>Cells coloured by a level from 0 to <see cref="Levels"/> - 1; a negative level is left empty.</summary>
internal sealed record HeatMark(int Columns, int Rows, Func<int, int, int> Level, int Levels) : Mark
{
    public override void Draw(SvgWriter svg, PanelMap map)
    {
        for (var level = 0; level < Levels; level++)
        {
            var path = new StringBuilder();
            for (var row = 0; row < Rows; row++)
                for (var column = 0; column < Columns; column++)
                    if (Level(column, row) == level)
                    {
                        double x = map.Width * column / Columns, y = map.Height * (Rows - 1 - row) / Rows;
                        path.Append('M').Append(SvgWriter.N(x)).Append(' ').Append(SvgWriter.N(y)).Append('h').Append(SvgWriter.N(map.Width / Columns))
                            .Append('v').Append(SvgWriter.N(map.Height / Rows)).Append('h').Append(SvgWriter.N(-map.Width / Columns)).Append('z');
                    }
            if (path.Length > 0) svg.Path(path.ToString(), $"kr-heat kr-h{level}");
        }
    }
}
