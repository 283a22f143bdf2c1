using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace KerasRnn.Notebooks.Tests;

/// <summary>Whether outputs say the same: words exactly, numbers to six digits, pictures by their elements, classes and texts; seconds do not count.</summary>
internal static partial class OutputComparison
{
    private const double Tolerance = 1e-6;

    // Below this a number is the rounding of an exact rule, which machines do differently.
    private const double Rounding = 1e-12;

    /// <summary>The first difference in words, or null.</summary>
    public static string? Difference(JsonArray stored, JsonArray now)
    {
        if (stored.Count != now.Count) return $"{stored.Count} outputs are stored, there are {now.Count} now";
        for (var i = 0; i < stored.Count; i++)
            if (Difference(stored[i]!.AsObject(), now[i]!.AsObject()) is { } difference) return $"output {i + 1}: {difference}";
        return null;
    }

    private static string? Difference(JsonObject stored, JsonObject now)
    {
        if ((string?)stored["output_type"] != (string?)now["output_type"]) return $"stored as {stored["output_type"]}, now {now["output_type"]}";
        if (stored["data"] is not JsonObject a || now["data"] is not JsonObject b) return Difference(Notebook.Text(stored["text"]), Notebook.Text(now["text"]));
        var (types, others) = (string.Join(", ", a.Select(d => d.Key)), string.Join(", ", b.Select(d => d.Key)));
        if (types != others) return $"stored as {types}, now {others}";
        // The text twin of HTML says the same once more.
        var mime = a.ContainsKey("text/html") ? "text/html" : a.First().Key;
        var (before, after) = (Notebook.Text(a[mime]), Notebook.Text(b[mime]));
        return mime == "text/html" && Parse(before) is { } x && Parse(after) is { } y ? Difference(Facts(x), Facts(y)) : Difference(before, after);
    }

    /// <summary>Two texts: equal but for numbers, which may differ in the seventh digit.</summary>
    public static string? Difference(string stored, string now)
    {
        if (stored == now) return null;
        if (Number().Replace(stored, "#") != Number().Replace(now, "#")) return $"stored:\n{Short(stored, now)}\nnow:\n{Short(now, stored)}";
        var pairs = Number().Matches(stored).Zip(Number().Matches(now), (s, n) => (Stored: s.Value, Now: n.Value));
        var different = pairs.FirstOrDefault(p => !IsClose(Value(p.Stored), Value(p.Now)));
        return different == default ? null : $"stored {different.Stored}, now {different.Now}";
    }

    /// <summary>The elements of a fragment with their classes and texts, without places and without style.</summary>
    private static string Facts(XElement element)
    {
        var seconds = element.Descendants("th").Where(h => h.Value.Contains("seconds", StringComparison.Ordinal)).Select(h => (Table: h.Ancestors("table").First(), Column: h.ElementsBeforeSelf().Count())).ToArray();
        var words = new List<string>();
        Walk(element);
        return string.Join('\n', words);

        void Walk(XElement e)
        {
            if (e.Name.LocalName == "style") return;
            words.Add($"<{e.Name.LocalName} {(string?)e.Attribute("class")}>");
            if (e.Name.LocalName == "td" && seconds.Any(s => s.Column == e.ElementsBeforeSelf().Count() && e.Ancestors("table").First() == s.Table)) return;
            if ((string?)e.Attribute("d") is { } path) words.Add(string.Concat(path.Where(char.IsLetter)));
            foreach (var node in e.Nodes())
            {
                if (node is XElement child) Walk(child);
                else if (node is XText text) words.Add(text.Value);
            }
        }
    }

    private static XElement? Parse(string html)
    {
        try
        {
            return XElement.Parse(html, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool IsClose(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= Rounding || Math.Abs(a - b) <= Tolerance * Math.Max(Math.Abs(a), Math.Abs(b));

    private static double Value(string text) => double.Parse(text.Replace('−', '-'), CultureInfo.InvariantCulture);

    private static string Short(string text, string other)
    {
        var at = text.Zip(other).TakeWhile(p => p.First == p.Second).Count();
        return text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 200)];
    }

    [GeneratedRegex(@"[-−]?\d+(\.\d+)?(e[-−+]?\d+)?", RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
