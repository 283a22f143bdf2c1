using KerasRnn.Pictures;

namespace KerasRnn.Trajectories.Pictures;

/// <summary>The frame of a plane: the unit square where the points lie in it, else their own extent.</summary>
internal readonly record struct PlaneFrame((double Low, double High)? X, (double Low, double High)? Y, bool IsUnitSquare)
{
    // A mark that touches the frame would be cut in half.
    private const double Margin = 0.06;

    /// <summary>The frame with room around a point, by a side of the unit square at most; both axes keep one scale.</summary>
    public PlaneFrame With(double x, double y)
    {
        if (!IsUnitSquare || !double.IsFinite(x + y)) return this;
        var (left, right) = Reach(x);
        var (low, high) = Reach(y);
        double extent = Math.Max(right - left, high - low), padX = 0.5 * (extent - (right - left)), padY = 0.5 * (extent - (high - low));
        return extent > 1 ? new((left - padX, right + padX), (low - padY, high + padY), false) : this;

        static (double Low, double High) Reach(double value) => (Math.Clamp(value - Margin, -1, 0), Math.Clamp(value + Margin, 1, 2));
    }

    /// <summary>The walls, where the frame is wider than they are.</summary>
    public static Mark Walls { get; } = new LineMark([0, 1, 1, 0, 0], [0, 0, 1, 1, 0], "ink", new Ink(1, null, 0.4), IsFitted: false);

    /// <summary>The frame around these coordinates, of one scale for both axes so that angles stay angles.</summary>
    public static PlaneFrame Around(IEnumerable<double> x, IEnumerable<double> y, bool mayBeUnitSquare = true)
    {
        double[] xs = [.. x.Where(double.IsFinite)], ys = [.. y.Where(double.IsFinite)];
        if (xs.Length == 0 || ys.Length == 0) return new(null, null, true);
        if (mayBeUnitSquare && xs.Concat(ys).All(v => v is >= -0.001 and <= 1.001)) return new((0, 1), (0, 1), true);
        double width = xs.Max() - xs.Min(), height = ys.Max() - ys.Min(), larger = Math.Max(width, height);
        // Axes of very different extent (metres against degrees) are no plane: each takes its own scale.
        if (Math.Min(width, height) > 0.05 * larger) width = height = larger;
        return new(Range(xs, width), Range(ys, height), false);

        static (double Low, double High)? Range(double[] values, double extent)
        {
            double half = extent > 0 ? 0.55 * extent : 0.5, middle = 0.5 * (values.Max() + values.Min());
            return (middle - half, middle + half);
        }
    }
}
