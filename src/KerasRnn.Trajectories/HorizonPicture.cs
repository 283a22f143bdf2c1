using System.Globalization;
using KerasRnn.Display;
using KerasRnn.Pictures;

namespace KerasRnn.Trajectories;

/// <summary>Kaplan and Meier's curve of the valid rollouts.</summary>
internal static class HorizonPicture
{
    public static string ToHtml(Horizon horizon)
    {
        if (horizon.Count == 0) return Stylesheet.Fragment(Html.Facts("A horizon of no rollouts.", "There is nothing to draw."));
        IReadOnlyList<double> curve = horizon.Survival();
        int[] ends = [.. Enumerable.Range(0, horizon.Count).Where(i => horizon.Censored[i]).Select(i => horizon.Steps[i]).Distinct()];
        string svg = new Sheet
        {
            Title = "Horizon survival",
            Columns = 1,
            PanelHeight = 150,
            Panels =
            [
                new Panel
                {
                    X = new() { Label = "step", Min = 0, Max = Math.Max(1, curve.Count - 1) * 1.01, IsWhole = true, HasGrid = false },
                    Y = new() { Label = "still valid", Min = 0, Max = 1.03, IsPercent = true },
                    Marks =
                    [
                        new RuleMark(null, 0.5, "kr-zero", new Ink(1, "1 3")),
                        new LineMark([.. Enumerable.Range(0, curve.Count).Select(t => (double)t)], curve, Palette.Of(horizon.Name), new Ink(2.2), IsStep: true),
                        new TicksMark([.. ends.Select(t => (double)t)], [.. ends.Select(t => curve[t])], Palette.Of(horizon.Name)),
                    ],
                },
            ],
        }.ToSvg();
        return Stylesheet.Fragment(Html.Figure(svg, string.Create(CultureInfo.InvariantCulture, $"Horizon of {horizon.Count} {(horizon.Count == 1 ? "rollout" : "rollouts")}{(horizon.Name.Length > 0 ? " of " + horizon.Name : "")} at threshold {horizon.Threshold:0.###}."),
            $"{char.ToUpperInvariant(horizon.ToString()[0])}{horizon.ToString()[1..]}. Where the curve crosses the dotted line half of the rollouts are lost; upright ticks mark rollouts that were still valid when their trajectory ended."));
    }
}
