using System.Globalization;
using System.Text;

namespace KerasRnn.Pictures;

/// <summary>
/// The one stylesheet of reports and fragments: ink, paper and the palette as variables, light and dark by the reader's own preference, light on paper. System fonts; nothing is fetched.
/// </summary>
internal static class Stylesheet
{
    /// <summary>Rules for everything inside an element of class <c>kr</c>.</summary>
    public static string Css { get; } = Build();

    /// <summary>What a fragment in a notebook needs beyond a page: less air, tables as wide as their cells, none of a notebook's own stripes.</summary>
    private const string FragmentCss =
        ".kr.kr-view{padding:.6rem .8rem;border-radius:4px;text-align:left;overflow-x:auto}.kr-view figure{margin:.4rem 0}.kr-view figcaption,.kr-view .kr-facts{margin:.4rem 0 0;max-width:44rem}"
        + ".kr-view .kr-facts{color:var(--kr-soft);font-size:.875rem;line-height:1.5}.kr-view .kr-facts b{color:var(--kr-ink);font-weight:600}"
        + ".kr-view table{background:transparent;color:inherit;border:0;margin:.4rem 0;table-layout:auto}.kr-view tr,.kr.kr-view tbody tr:nth-child(odd){background:transparent}"
        + ".kr-view .kr-scroll table{font-size:.75rem}.kr-view .kr-scroll th,.kr-view .kr-scroll td{padding:.4rem .3rem}"
        + ".kr-view table.kr-plain{width:auto}.kr-view table.kr-plain th,.kr-view table.kr-plain td{padding-right:1.6rem}.kr-view .kr-plain tbody tr:first-child td{font-weight:400}.kr-view .kr-plain td.kr-word,.kr-view .kr-plain th.kr-word{text-align:left}";

    /// <summary>Puts HTML into a box that carries its own style.</summary>
    public static string Fragment(string html) => $"<div class=\"kr kr-view\"><style>{Css}{FragmentCss}</style>{html}</div>";

    private static string Build()
    {
        var css = new StringBuilder();
        css.Append(".kr{");
        foreach (var (name, light, _) in Palette.Page.Concat(Palette.Colors)) css.Append(CultureInfo.InvariantCulture, $"--kr-{name}:{light};");
        css.Append("background:var(--kr-bg);color:var(--kr-ink);font:15px/1.6 " + Looks.Font + "}");
        css.Append("@media screen and (prefers-color-scheme:dark){.kr{");
        foreach (var (name, _, dark) in Palette.Page.Concat(Palette.Colors)) css.Append(CultureInfo.InvariantCulture, $"--kr-{name}:{dark};");
        css.Append("}}");
        css.Append($$"""
            .kr figure{margin:2.2rem 0}.kr figure>svg{display:block;width:100%;max-width:56rem;height:auto}.kr figure>svg+svg{margin-top:1.6rem}
            .kr figcaption{max-width:44rem;margin-top:.7rem;color:var(--kr-soft);font-size:.875rem;line-height:1.55}.kr figcaption b{color:var(--kr-ink);font-weight:600}
            .kr svg text{font:11px {{Looks.Font}};fill:currentColor;stroke:none;font-variant-numeric:tabular-nums}
            .kr-line:not([stroke-dasharray]){stroke-linecap:round}
            .kr table{border-collapse:collapse;width:100%;font-size:.8125rem;line-height:1.4;font-variant-numeric:tabular-nums}
            .kr th,.kr td{padding:.45rem .4rem;text-align:right;border-bottom:1px solid var(--kr-rule);white-space:nowrap}.kr th{font-weight:500;color:var(--kr-soft);vertical-align:bottom;border-bottom-color:var(--kr-soft)}
            .kr th:first-child,.kr td:first-child{text-align:left;padding-left:0}.kr th:last-child,.kr td:last-child{padding-right:0}.kr tbody tr:first-child td{font-weight:600}.kr tr.kr-reference td{color:var(--kr-soft);font-style:italic}
            .kr .kr-scroll{overflow-x:auto}.kr .kr-swatch{display:inline-block;width:22px;height:12px;margin-right:.55rem;vertical-align:-1px}.kr .kr-swatch svg{display:block;width:22px;height:12px;overflow:visible}
            .kr .kr-unit{display:block;font-weight:400;font-size:.78rem}
            """);
        css.Append(Looks.Css);
        // The raw text above has line ends; one line is enough for a machine.
        return css.Replace("\n", "").ToString();
    }
}
