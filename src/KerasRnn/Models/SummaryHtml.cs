using System.Globalization;
using KerasRnn.Display;
using KerasRnn.Pictures;

namespace KerasRnn;

/// <summary>The summary of a model for a notebook: the rows and counts of <see cref="SummaryTable"/>.</summary>
internal static class SummaryHtml
{
    public static string Of(Model model)
    {
        SummaryTable table = new(model, null, expandNested: false, showTrainable: false, positions: null, columns: 100);
        string counts = string.Join(" · ", table.ParameterCounts().Select(c => $"{c.Name}: {c.Count} ({c.Size})"));
        string state = model.Layers.Any(l => !l.Built) ? "Not built yet: the first data, or an Input layer, give it its shapes."
            : model.Compiled is null ? "Not compiled."
            : model.Compiled.Optimizer.Iterations is var steps and > 0 ? string.Create(CultureInfo.InvariantCulture, $"Compiled; trained for {steps:N0} {(steps == 1 ? "step" : "steps")}.") : "Compiled; not trained.";
        return Stylesheet.Fragment(Html.Facts(model.Name, $"({model.ClassName})") + Html.Table(table.Header(), table.Rows(), isWord: i => i is 0 or 1 or 3) + Html.Facts("", $"{counts}. {state}"));
    }
}
