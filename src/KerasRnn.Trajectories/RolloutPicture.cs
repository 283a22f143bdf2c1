using System.Globalization;
using KerasRnn.Display;
using KerasRnn.Pictures;
using KerasRnn.Trajectories.Pictures;

namespace KerasRnn.Trajectories;

/// <summary>Three rollouts over the truth, chosen by rule, and the error by step of all.</summary>
internal static class RolloutPicture
{
    private const double Threshold = 0.5;
    private static readonly (string Name, double Share)[] Choices = [("long", 0.9), ("typical", 0.5), ("short", 0.1)];

    public static string ToHtml(Rollout rollout)
    {
        Horizon? horizon = rollout.Set.TrainingSigma is { } sigma && sigma.All(s => s > 0 && double.IsFinite(s)) ? rollout.Horizon(Threshold) : null;
        (string Name, int Index)[] chosen = Chosen(rollout, horizon);
        bool isPlane = rollout.Coordinates == 2 && (rollout.Set.World is not null || rollout.Set.CoordinateNames is ["x", "y"]);
        int rows = isPlane ? 1 : Math.Min(rollout.Coordinates, 3);
        string overlay = new Sheet
        {
            Title = $"Truth and rollout of {rollout.Name}",
            Columns = chosen.Length,
            Slots = 3,
            Panels = [.. Enumerable.Range(0, rows).SelectMany(row => chosen.Select((c, i) => PanelOf(rollout, horizon, c, row, isPlane, i == 0, row == rows - 1)))],
            PanelHeight = 100,
            Legend = horizon is null ? [.. RolloutStrokes.Legend().Take(3)] : RolloutStrokes.Legend(),
        }.ToSvg();
        string words = horizon is null
            ? "The set comes from no split, so that no standard deviation says what counts as lost: the first cases are shown, without horizons."
            : string.Create(CultureInfo.InvariantCulture, $"Horizon at {Threshold:0.#} standard deviations: {horizon}. Cases are chosen by rule: the 90 %, 50 % and 10 % quantile of the horizons.");
        return Stylesheet.Fragment(Html.Figure(overlay + Errors(rollout), $"{rollout}.",
            $"{words} Below, the error by step, in the data's units on a logarithmic scale: the median of all cases and the band from 10 % to 90 % of them."));
    }

    private static (string Name, int Index)[] Chosen(Rollout rollout, Horizon? horizon)
    {
        if (horizon is null) return [.. Enumerable.Range(0, Math.Min(3, rollout.Cases.Count)).Select(i => ("", i))];
        int[] order = [.. Enumerable.Range(0, horizon.Count).OrderBy(i => horizon.Steps[i]).ThenBy(i => i)];
        return [.. Choices.Select(c => (c.Name, order[(int)Math.Round(c.Share * (order.Length - 1))])).DistinctBy(c => c.Item2)];
    }

    private static Panel PanelOf(Rollout rollout, Horizon? horizon, (string Name, int Index) choice, int row, bool isPlane, bool isFirst, bool isLast)
    {
        RolloutCase one = rollout.Cases[choice.Index];
        Trajectory path = rollout.Set[one.Trajectory];
        int given = one.FirstPoint - one.Start, d = rollout.Coordinates, steps = horizon?.Steps[choice.Index] ?? one.Steps;
        bool isCensored = horizon?.Censored[choice.Index] ?? true;
        double[] Start(int c) => [.. Enumerable.Range(one.Start, given).Select(i => path[i, c])];
        double[] Truth(int c) => [.. Enumerable.Range(one.FirstPoint - 1, one.Steps + 1).Select(i => path[i, c])];
        double[] Predicted(int c) => [path[one.FirstPoint - 1, c], .. Enumerable.Range(0, one.Steps).Select(t => one.Predicted[(t * d) + c])];
        double[] Time(int from, int count) => [.. Enumerable.Range(from, count).Select(t => (double)t)];
        string title = row > 0 ? "" : $"{(choice.Name.Length > 0 ? choice.Name + ": " : "")}no. {one.Trajectory}{(horizon is null ? "" : isCensored ? ", to the end" : $", {steps} {(steps == 1 ? "step" : "steps")}")}";
        if (!isPlane)
            return new Panel
            {
                Title = title,
                X = new() { Label = isLast ? "step" : "", IsWhole = true, HasGrid = false, HasLabels = isLast },
                Y = new() { Label = isFirst ? rollout.Set.CoordinateNames[row] : "" },
                Marks = [.. RolloutStrokes.Of(Palette.Of(rollout.Name), steps, isCensored, 1, Time(1 - given, given), Start(row), Time(0, one.Steps + 1), Truth(row), Time(0, one.Steps + 1), Predicted(row), isFitted: true)],
            };
        PlaneFrame truth = PlaneFrame.Around(Start(0).Concat(Truth(0)), Start(1).Concat(Truth(1)));
        PlaneFrame frame = isCensored || steps >= one.Steps ? truth : truth.With(Predicted(0)[steps + 1], Predicted(1)[steps + 1]);
        return new Panel
        {
            Title = title,
            IsSquare = true,
            HasFrame = true,
            X = new() { Min = frame.X?.Low, Max = frame.X?.High, HasGrid = false, Label = rollout.Set.CoordinateNames[0] },
            Y = new() { Min = frame.Y?.Low, Max = frame.Y?.High, HasGrid = false, HasLabels = isFirst || !frame.IsUnitSquare, Label = isFirst ? rollout.Set.CoordinateNames[1] : "" },
            Marks = [.. frame == truth ? Array.Empty<Mark>() : [PlaneFrame.Walls], .. RolloutStrokes.Of(Palette.Of(rollout.Name), steps, isCensored, 1, Start(0), Start(1), Truth(0), Truth(1), Predicted(0), Predicted(1))],
        };
    }

    private static string Errors(Rollout rollout)
    {
        StepErrors errors = rollout.ErrorByStep();
        double[] x = [.. Enumerable.Range(1, errors.Steps).Select(t => (double)t)];
        double[] positive = [.. errors.Quantile10.Concat(errors.Quantile90).Where(v => double.IsFinite(v) && v > 0)];
        return new Sheet
        {
            Title = "Error by step",
            Columns = 1,
            PanelHeight = 130,
            Panels =
            [
                new Panel
                {
                    X = new() { Label = "step", IsWhole = true, HasGrid = false, Min = x.Length == 1 ? 0.5 : 1, Max = x.Length == 1 ? 1.5 : x.Length },
                    // A diverged case must not flatten the others.
                    Y = new() { Label = "error", IsLog = true, Max = positive.Length == 0 ? null : Math.Min(positive.Max(), positive.Order().ElementAt(positive.Length / 2) * 1e3) * 1.3 },
                    Marks = [new BandMark(x, errors.Quantile10, errors.Quantile90, Palette.Of(rollout.Name)), new LineMark(x, errors.Median, Palette.Of(rollout.Name), new Ink(2))],
                },
            ],
        }.ToSvg();
    }
}
