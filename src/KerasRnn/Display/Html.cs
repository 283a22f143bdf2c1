using System.Text;
using KerasRnn.Pictures;

namespace KerasRnn.Display;

/// <summary>The few HTML elements that fragments are made of. Every text is encoded here.</summary>
internal static class Html
{
    /// <summary>A table; columns for which <paramref name="isWord"/> holds are set to the left.</summary>
    public static string Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, Func<int, bool>? isWord = null)
    {
        StringBuilder html = new("<table class=\"kr-plain\"><thead>");
        Row(head, "th");
        html.Append("</thead><tbody>");
        foreach (IReadOnlyList<string> row in rows) Row(row, "td");
        return html.Append("</tbody></table>").ToString();

        void Row(IReadOnlyList<string> cells, string element)
        {
            html.Append("<tr>");
            for (int i = 0; i < cells.Count; i++)
                html.Append('<').Append(element).Append(isWord?.Invoke(i) == true ? " class=\"kr-word\">" : ">").Append(SvgWriter.E(cells[i])).Append("</").Append(element).Append('>');
            html.Append("</tr>");
        }
    }

    /// <summary>A line of facts: the first words bold.</summary>
    public static string Facts(string bold, string text) => $"<p class=\"kr-facts\"><b>{SvgWriter.E(bold)}</b>{(text.Length == 0 ? "" : " " + Prose(text))}</p>";

    /// <summary>A picture with what is seen on it.</summary>
    public static string Figure(string svg, string bold, string text) => $"<figure>{svg}<figcaption><b>{SvgWriter.E(bold)}</b> {Prose(text)}</figcaption></figure>";

    // A number and its per cent stay on one line.
    private static string Prose(string text) => SvgWriter.E(text).Replace(" %", "\u00a0%", StringComparison.Ordinal);
}
