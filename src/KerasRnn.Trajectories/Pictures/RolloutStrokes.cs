using KerasRnn.Pictures;

namespace KerasRnn.Trajectories.Pictures;

/// <summary>How a rollout is drawn over the truth, in reports and notebooks alike: the given points, the pale truth, the prediction as far as it is valid and beyond.</summary>
internal static class RolloutStrokes
{
    /// <summary>The marks. Truth and prediction begin with <paramref name="skip"/> points that were given, so that the lines join.</summary>
    public static IEnumerable<Mark> Of(string color, int horizon, bool isCensored, int skip, double[] startX, double[] startY, double[] truthX, double[] truthY, double[] x, double[] y, bool isFitted = false)
    {
        yield return new LineMark([.. startX, .. truthX.Skip(skip)], [.. startY, .. truthY.Skip(skip)], "ink", new Ink(5, null, 0.16));
        yield return new DotsMark(truthX[skip..], truthY[skip..], "ink", MarkerShape.Circle, 0.8, "kr-f-ink kr-pale");
        // In the plane the frame belongs to the truth, and a prediction that leaves it is cut off; against time the valid part is seen whole.
        int valid = Math.Min(x.Length, horizon + skip);
        if (valid < x.Length) yield return new LineMark(x[Math.Max(0, valid - 1)..], y[Math.Max(0, valid - 1)..], color, new Ink(1.3, "2 2.5", 0.6), IsFitted: false);
        yield return new LineMark(x[..valid], y[..valid], color, new Ink(2), IsFitted: isFitted);
        yield return new DotsMark(startX, startY, "ink", MarkerShape.Circle, 2.2, "kr-start");
        if (!isCensored && valid < x.Length) yield return new DotsMark([x[valid]], [y[valid]], color, MarkerShape.Cross, 4.5, IsFitted: isFitted);
    }

    /// <summary>What the marks mean.</summary>
    public static IReadOnlyList<LegendEntry> Legend() =>
    [
        new("given", "ink", null, MarkerShape.Circle, "kr-start"),
        new("truth", "ink", new Ink(5, null, 0.16), null),
        new("rollout, valid", "ink", new Ink(2), null),
        new("beyond its horizon", "ink", new Ink(1.3, "2 2.5", 0.6), null),
        new("horizon", "ink", null, MarkerShape.Cross),
    ];
}
