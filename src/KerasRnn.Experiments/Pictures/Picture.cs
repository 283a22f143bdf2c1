using KerasRnn.Display;
using KerasRnn.Experiments.Runs;
using KerasRnn.Pictures;

namespace KerasRnn.Experiments.Pictures;

/// <summary>A picture with what belongs to it: words that teach what is seen, and the numbers behind it.</summary>
/// <param name="Name">File name without extension: <c>elastic-horizon-survival</c>.</param>
/// <param name="Title">A short title.</param>
/// <param name="Caption">What is seen and how to read it, in plain text.</param>
/// <param name="Svg">An svg element: no script, no reference to anything outside, colours by class names of <see cref="Stylesheet"/>.</param>
/// <param name="Data">The numbers drawn.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed record Picture(string Name, string Title, string Caption, string Svg, CsvTable Data) : IHtmlView
{
    /// <summary>The picture as a self-contained fragment for a notebook: figure, caption and style.</summary>
    public string ToHtml() => Stylesheet.Fragment(ToFigure());

    /// <summary>The figure element alone, for a page that has the style already.</summary>
    internal string ToFigure() => $"<figure>{Svg}<figcaption><b>{SvgWriter.E(Title)}.</b> {SvgWriter.E(Caption)}</figcaption></figure>";

    /// <summary>Title and number of rows: the console twin.</summary>
    public override string ToString() => $"{Title} ({Data.Rows.Count} rows of data; ToHtml() shows the picture)";
}
