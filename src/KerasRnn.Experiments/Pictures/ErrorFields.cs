using KerasRnn.Experiments.Runs;
using KerasRnn.Pictures;

namespace KerasRnn.Experiments.Pictures;

/// <summary>Mean one-step error by position in the unit square, one square per contender, one colour scale for all.</summary>
internal static class ErrorFields
{
    public static Picture Draw(string name, IReadOnlyList<(string Model, ErrorField Field)> contenders, IReadOnlyList<string> coordinates, ContenderStyles styles, string unit, bool hasBounces = true)
    {
        var data = new CsvTable("model", "column", "row", "x_from", "x_to", "y_from", "y_to", "mean_error", "count");
        foreach (var (model, f) in contenders)
            for (var row = 0; row < f.Rows; row++)
                for (var column = 0; column < f.Columns; column++)
                    data.Add(model, column, row, (double)column / f.Columns, (column + 1.0) / f.Columns, (double)row / f.Rows, (row + 1.0) / f.Rows,
                        f.Counts[(row * f.Columns) + column] == 0 ? null : f.Mean(column, row), f.Counts[(row * f.Columns) + column]);
        double[] means = [.. contenders.SelectMany(c => Enumerable.Range(0, c.Field.Sums.Count).Where(i => c.Field.Counts[i] > 0).Select(i => c.Field.Sums[i] / c.Field.Counts[i])).Where(v => v > 0 && double.IsFinite(v))];
        // Two decades are what an eye can tell on one hue; below is "small".
        var high = means.Length == 0 ? 1 : Statistics.Quantiles.Quantile(means, 0.995);
        var low = means.Length == 0 ? 0.1 : Math.Max(Statistics.Quantiles.Quantile(means, 0.02), high / 100);
        if (!(low < high)) low = high / 10;
        var columns = Math.Clamp(contenders.Count, 1, 5);
        Panel[] panels = [.. contenders.Select(c => new Panel
        {
            Title = c.Model, TitleCss = $"kr-t-{styles[c.Model].Color}", IsSquare = true, HasFrame = true,
            X = new() { Min = 0, Max = 1, HasTicks = false }, Y = new() { Min = 0, Max = 1, HasTicks = false },
            Marks = c.Field.Counts.All(n => n == 0) ? [] : [new HeatMark(c.Field.Columns, c.Field.Rows, (column, row) => Level(c.Field, column, row), Looks.HeatLevels)],
        })];
        var svg = new Sheet
        {
            Title = "Error field",
            Columns = columns,
            Slots = 3,
            Panels = panels.Length > 0 ? panels : [new() { X = new() { HasTicks = false }, Y = new() { HasTicks = false }, HasFrame = true }],
            ColorScale = means.Length == 0 ? null : (Numbers.Significant(low), Numbers.Significant(high), $"mean one-step error ({unit}), logarithmic", Looks.HeatLevels),
        }.ToSvg();
        return new(name, "Error field",
            $"Where in the square one-step predictions go wrong: the stronger the colour of a cell, the larger the mean error of predictions whose true position lies in it ({(coordinates.Count == 2 ? $"{coordinates[0]} to the right, {coordinates[1]} upward" : "first coordinate to the right, second upward")}; empty cells were never visited).{(hasBounces ? " Glowing walls and corners mean that free flight is learnt and bounces are not." : "")}",
            svg, data);

        int Level(ErrorField f, int column, int row)
        {
            if (f.Counts[(row * f.Columns) + column] == 0) return -1;
            var mean = f.Mean(column, row);
            return mean > 0 ? Math.Clamp((int)(Looks.HeatLevels * Math.Log(mean / low) / Math.Log(high / low)), 0, Looks.HeatLevels - 1) : 0;
        }
    }
}
