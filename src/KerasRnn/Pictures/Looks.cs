using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace KerasRnn.Pictures;

/// <summary>
/// How the elements of a picture look, by class. As rules of the stylesheet they follow the reader's light or dark; as attributes of the elements they serve viewers that strip every style, as GitHub's
/// does with notebooks. A rule always wins over an attribute.
/// </summary>
internal static partial class Looks
{
    /// <summary>Steps of the heat scale.</summary>
    public const int HeatLevels = 10;

    /// <summary>What the reader's system has.</summary>
    public const string Font = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans',sans-serif";

    private static readonly (string Class, string Look)[] Shapes =
    [
        ("kr-grid", "stroke:currentColor;stroke-opacity:.09"),
        ("kr-axis", "stroke:currentColor;stroke-opacity:.45"),
        ("kr-frame", "fill:none;stroke:currentColor;stroke-opacity:.35"),
        ("kr-line", "fill:none;stroke-linejoin:round"),
        ("kr-band", "fill-opacity:.17;stroke:none"),
        ("kr-start", "fill:var(--kr-bg);stroke:currentColor;stroke-width:1"),
        ("kr-zero", "stroke:currentColor;stroke-opacity:.5"),
        ("kr-pale", "fill-opacity:.55"),
        ("kr-heat", "fill:var(--kr-heat);stroke:none;shape-rendering:crispEdges"),
        ("kr-s-ink", "stroke:currentColor"),
        ("kr-f-ink", "fill:currentColor"),
        .. Palette.Colors.SelectMany(c => new[] { ($"kr-s-{c.Name}", $"stroke:var(--kr-{c.Name})"), ($"kr-f-{c.Name}", $"fill:var(--kr-{c.Name})") }),
        .. Enumerable.Range(0, HeatLevels).Select(level => ($"kr-h{level}", $"fill-opacity:{SvgWriter.N(0.04 + (0.96 * Math.Pow((level + 0.5) / HeatLevels, 1.15)))}")),
    ];

    private static readonly (string Class, string Look)[] Texts =
    [
        ("kr-title", "font-weight:600;font-size:12px"),
        ("kr-narrow", "font-size:10px"),
        ("kr-muted", "fill:var(--kr-soft)"),
        ("kr-label", "fill:var(--kr-soft)"),
        ("kr-tick", "fill:var(--kr-soft)"),
        .. Palette.Colors.Select(c => ($"kr-t-{c.Name}", $"fill:var(--kr-{(c.Name == "o" ? "soft" : c.Name)})")),
    ];

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>Rules of a stylesheet.</summary>
    public static string Css { get; } = string.Concat(Shapes.Select(s => $".{s.Class}{{{s.Look}}}")) + string.Concat(Texts.Select(t => $".kr svg .{t.Class}{{{t.Look}}}"));

    /// <summary>Attributes for an element of these classes, in the light colours: <c> fill="none" stroke="#0072b2"</c>.</summary>
    public static string Attributes(string classes) => Known.GetOrAdd(classes, static all =>
    {
        string[] own = all.Split(' ');
        Dictionary<string, string> values = [];
        foreach ((string name, string look) in Shapes.Concat(Texts))
        {
            if (!own.Contains(name)) continue;
            foreach (string part in look.Split(';')) values[part[..part.IndexOf(':', StringComparison.Ordinal)]] = part[(part.IndexOf(':', StringComparison.Ordinal) + 1)..];
        }

        StringBuilder text = new();
        foreach ((string property, string value) in values) text.Append(' ').Append(property).Append("=\"").Append(Variable().Replace(value, m => Palette.Light(m.Groups[1].Value))).Append('"');
        return text.ToString();
    });

    [GeneratedRegex(@"var\(--kr-(\w+)\)")]
    private static partial Regex Variable();
}
