using KerasRnn.Display;
using KerasRnn.Pictures;
using KerasRnn.Trajectories.Pictures;

namespace KerasRnn.Trajectories;

/// <summary>Trajectories as they were recorded, the first point hollow, bounces as crosses on the wall or as lines in time.</summary>
internal static class TrajectoryPicture
{
    private const int MostPlanes = 5;
    private const int MostRows = 4;

    public static string ToHtml(Trajectory trajectory)
    {
        bool isPlane = trajectory.Coordinates == 2;
        string[] names = [.. Enumerable.Range(0, trajectory.Coordinates).Select(d => trajectory.Coordinates <= 3 ? "xyz"[d].ToString() : $"coordinate {d}")];
        string svg = isPlane ? Planes([trajectory], names, 3) : Times([trajectory], names);
        return Stylesheet.Fragment(Html.Figure(svg, $"Trajectory {trajectory.Id}.", $"{Sentence(trajectory.Contents)} {Words(isPlane, trajectory.Bounces is not null)}"));
    }

    public static string ToHtml(TrajectorySet set)
    {
        if (set.Count == 0) return Stylesheet.Fragment(Html.Facts("No trajectories.", set.ToString()));
        // Two recorded quantities are a plane only where they are places.
        bool isPlane = set.Coordinates == 2 && (set.World is not null || set.CoordinateNames is ["x", "y"]);
        Trajectory[] shown = [.. set.Take(isPlane ? MostPlanes : 3)];
        string svg = isPlane ? Planes(shown, set.CoordinateNames, MostPlanes) : Times(shown, set.CoordinateNames);
        string first = shown.Length == set.Count ? "" : $"The first {shown.Length} of {set.Count} are shown. ";
        return Stylesheet.Fragment(Html.Figure(svg, $"{set.Name}.", $"{Sentence(set.Contents)} {first}{Words(isPlane, shown.Any(t => t.Bounces is not null))}"));
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";

    private static string Words(bool isPlane, bool hasBounces) => isPlane
        ? $"A dot per point, the first one hollow{(hasBounces ? "; crosses mark bounces" : "")}."
        : $"The first point is hollow{(hasBounces ? "; upright lines mark bounces" : "")}.";

    private static string Planes(Trajectory[] shown, IReadOnlyList<string> names, int slots)
    {
        return new Sheet { Title = "Trajectories", Columns = shown.Length, Slots = slots, Panels = [.. shown.Select((t, i) => Plane(t, i))] }.ToSvg();

        Panel Plane(Trajectory t, int index)
        {
            double[] x = Coordinate(t, 0), y = Coordinate(t, 1);
            PlaneFrame frame = PlaneFrame.Around(x, y);
            List<Mark> marks = [new LineMark(x, y, "c0", new Ink(1, null, 0.45)), new DotsMark(x, y, "c0", MarkerShape.Circle, 1.7), new DotsMark(x[..1], y[..1], "ink", MarkerShape.Circle, 2.6, "kr-start")];
            if (t.Bounces is { Count: > 0 } bounces)
                marks.Add(new DotsMark([.. bounces.Select(b => b.X)], [.. bounces.Select(b => b.Y)], "c3", MarkerShape.Cross, 3.4));
            return new Panel
            {
                Title = t.Id,
                IsSquare = true,
                HasFrame = true,
                Marks = marks,
                X = new() { Min = frame.X?.Low, Max = frame.X?.High, HasGrid = false, Label = names[0] },
                Y = new() { Min = frame.Y?.Low, Max = frame.Y?.High, HasGrid = false, HasLabels = index == 0 || !frame.IsUnitSquare, Label = index == 0 ? names[1] : "" },
            };
        }
    }

    private static string Times(Trajectory[] shown, IReadOnlyList<string> names)
    {
        int rows = Math.Min(names.Count, MostRows);
        return new Sheet
        {
            Title = "Trajectories",
            Columns = shown.Length,
            Panels = [.. Enumerable.Range(0, rows).SelectMany(d => shown.Select((t, i) => Time(t, d, i)))],
            PanelHeight = 90,
        }.ToSvg();

        Panel Time(Trajectory t, int d, int index)
        {
            double step = t.TimeStep ?? 1;
            double[] x = [.. Enumerable.Range(0, t.Count).Select(i => t.StartTime + (i * step))], y = Coordinate(t, d);
            return new Panel
            {
                Title = d == 0 ? t.Id : "",
                Marks = [.. (t.Bounces ?? []).Select(b => new RuleMark(t.StartTime + b.Time, null, "kr-s-c3", new Ink(1.2, "2 2", 0.8))), new LineMark(x, y, "c0", new Ink(1.6)), new DotsMark(x[..1], y[..1], "ink", MarkerShape.Circle, 2.6, "kr-start")],
                X = new() { Label = d == rows - 1 ? t.TimeStep is null ? "point" : "time" : "", HasGrid = false, HasLabels = d == rows - 1 },
                Y = new() { Label = index == 0 ? names[d] : "" },
            };
        }
    }

    private static double[] Coordinate(Trajectory t, int d) => [.. Enumerable.Range(0, t.Count).Select(i => t[i, d])];
}
