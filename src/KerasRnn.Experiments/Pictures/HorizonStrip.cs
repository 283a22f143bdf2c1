using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;
using KerasRnn.Pictures;

namespace KerasRnn.Experiments.Pictures;

/// <summary>The horizon of every seed as a dot, one row per contender.</summary>
internal static class HorizonStrip
{
    public static Picture Draw(string name, IReadOnlyList<ContenderSummary> contenders, ContenderStyles styles)
    {
        var data = new CsvTable("model", "seed", "horizon_median", "median_over_seeds", "low_95", "high_95");
        ContenderSummary[] rows = [.. contenders.Where(c => c.HorizonBySeed.Count > 0)];
        var marks = new List<Mark>();
        for (var i = 0; i < rows.Length; i++)
        {
            var style = styles[rows[i].Model];
            var (low, high) = (rows[i].Horizon.Low, rows[i].Horizon.High);
            marks.Add(new LineMark([low, high], [i, i], style.Color, new Ink(5, null, 0.28)));
            marks.Add(new TicksMark([rows[i].Horizon.Estimate], [i], style.Color, 8, 2.6));
            var seeds = rows[i].HorizonBySeed.OrderBy(s => s.Key).ToArray();
            // Seeds of equal horizon are set beside each other, above and below the row's line in turn.
            double[] y = [.. seeds.Select((s, k) => i + (0.11 * Spread(seeds.Take(k).Count(t => t.Value == s.Value))))];
            marks.Add(new DotsMark([.. seeds.Select(s => s.Value)], y, style.Color, style.Marker, 3.2));
            foreach (var (seed, value) in seeds) data.Add(rows[i].Model, seed, value, rows[i].Horizon.Estimate, low, high);
        }
        var panel = new Panel
        {
            X = new() { Label = "median horizon (steps)", Min = rows.Length > 0 ? -0.015 * rows.Max(r => Math.Max(r.Horizon.High, r.HorizonBySeed.Values.Max())) : null },
            Y = new() { Categories = [.. rows.Select(r => (r.Model, $"kr-title kr-t-{styles[r.Model].Color}"))], HasGrid = false },
            Marks = marks,
        };
        var svg = new Sheet { Title = "Horizon of every seed", Columns = 1, Panels = [panel], PanelHeight = Math.Max(80, 30 * rows.Length) }.ToSvg();
        return new(name, "Horizon of every seed",
            "Each dot is one seed: the median number of steps its rollouts stay valid. The upright stroke is the median over seeds, the pale bar its 95 % interval, which resamples seeds and, within them, test trajectories. Contenders whose dots mix cannot be told apart, however their medians lie.",
            svg, data);
    }

    private static int Spread(int k) => k % 2 == 0 ? k / 2 : -(k + 1) / 2;
}
