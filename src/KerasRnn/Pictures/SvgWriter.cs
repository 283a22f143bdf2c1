using System.Globalization;
using System.Net;
using System.Text;

namespace KerasRnn.Pictures;

/// <summary>Writes SVG elements. Every text and attribute is encoded here and nowhere else; classes name colours, so that a page decides between light and dark,
/// and attributes repeat the light ones for viewers without style.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder text = new();

    public override string ToString() => text.ToString();

    public static string N(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);

    public void Open(double width, double height, string title) =>
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {N(width)} {N(height)}\" width=\"{N(width)}\" height=\"{N(height)}\" font-family=\"{Looks.Font}\" font-size=\"11\" role=\"img\" aria-label=\"{E(title)}\"><title>{E(title)}</title>");

    /// <summary>A window with coordinates of its own; what lies outside is cut off, without an id that another picture on the page might share.</summary>
    public void OpenWindow(double x, double y, double width, double height) =>
        text.Append(CultureInfo.InvariantCulture, $"<svg x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" overflow=\"hidden\">");

    public void Close() => text.Append("</svg>");

    public void Line(double x1, double y1, double x2, double y2, string css, Ink? ink = null) =>
        text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" class=\"{E(css)}\"{Looks.Attributes(css)}{ink}/>");

    public void Rect(double x, double y, double width, double height, string css) =>
        text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" class=\"{E(css)}\"{Looks.Attributes(css)}/>");

    public void Path(string data, string css, Ink? ink = null) => text.Append(CultureInfo.InvariantCulture, $"<path d=\"{data}\" class=\"{E(css)}\"{Looks.Attributes(css)}{ink}/>");

    public void Text(double x, double y, string value, string css = "", string anchor = "start", double turn = 0)
    {
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(x)}\" y=\"{N(y)}\"");
        string look = Looks.Attributes(css);
        if (css.Length > 0) text.Append(CultureInfo.InvariantCulture, $" class=\"{E(css)}\"{look}");
        if (!look.Contains("fill=", StringComparison.Ordinal)) text.Append(" fill=\"currentColor\"");
        if (anchor != "start") text.Append(CultureInfo.InvariantCulture, $" text-anchor=\"{anchor}\"");
        if (turn != 0) text.Append(CultureInfo.InvariantCulture, $" transform=\"rotate({N(turn)} {N(x)} {N(y)})\"");
        text.Append('>').Append(E(value)).Append("</text>");
    }

    public void Marker(double x, double y, MarkerShape shape, double size, string css)
    {
        var (r, s) = (size, size * 0.9);
        Path(shape switch
        {
            MarkerShape.Circle => $"M{N(x - r)} {N(y)}a{N(r)} {N(r)} 0 1 0 {N(2 * r)} 0a{N(r)} {N(r)} 0 1 0 {N(-2 * r)} 0z",
            MarkerShape.Square => $"M{N(x - s)} {N(y - s)}h{N(2 * s)}v{N(2 * s)}h{N(-2 * s)}z",
            MarkerShape.Triangle => $"M{N(x)} {N(y - (1.2 * r))}l{N(1.15 * r)} {N(2 * r)}h{N(-2.3 * r)}z",
            MarkerShape.Wedge => $"M{N(x)} {N(y + (1.2 * r))}l{N(1.15 * r)} {N(-2 * r)}h{N(-2.3 * r)}z",
            MarkerShape.Diamond => $"M{N(x)} {N(y - (1.3 * r))}l{N(1.3 * r)} {N(1.3 * r)}l{N(-1.3 * r)} {N(1.3 * r)}l{N(-1.3 * r)} {N(-1.3 * r)}z",
            _ => $"M{N(x)} {N(y - (r / 2))}l{N(r / 2)} {N(-r / 2)}l{N(r / 2)} {N(r / 2)}l{N(-r / 2)} {N(r / 2)}l{N(r / 2)} {N(r / 2)}l{N(-r / 2)} {N(r / 2)}l{N(-r / 2)} {N(-r / 2)}l{N(-r / 2)} {N(r / 2)}l{N(-r / 2)} {N(-r / 2)}l{N(r / 2)} {N(-r / 2)}l{N(-r / 2)} {N(-r / 2)}l{N(r / 2)} {N(-r / 2)}z",
        }, css);
    }

    /// <summary>
    /// Text for an attribute or an element: &lt; &amp; &gt; and quotes encoded, control characters that XML forbids shown as the replacement character.
    /// </summary>
    public static string E(string value) => WebUtility.HtmlEncode(string.Concat(value.Select(c => c is < ' ' and not ('\t' or '\n') or '\uFFFE' or '\uFFFF' ? '\uFFFD' : c)));
}

/// <summary>How a line is drawn: attributes behind its colour.</summary>
internal sealed record Ink(double Width = 1.8, string? Dash = null, double Opacity = 1)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $" stroke-width=\"{SvgWriter.N(Width)}\"{(Dash is null ? "" : $" stroke-dasharray=\"{Dash}\"")}{(Opacity < 1 ? $" opacity=\"{SvgWriter.N(Opacity)}\"" : "")}");
}
