namespace KerasRnn.Trajectories;

/// <summary>Makes trajectories with equal time steps from raw ones: checks that they have them, or resamples.</summary>
[StackTraceHidden]
internal static class Sampling
{
    // Times are written with few digits: so much of a step may a time be off its place.
    private const double Tolerance = 0.02;
    private const double LongestGap = 4;
    private const double MostPoints = 10_000_000;

    /// <summary>The trajectories as they are; anything missing or irregular is refused.</summary>
    public static List<Trajectory> Regular(IReadOnlyList<RawTrajectory> all, IReadOnlyList<string> names, bool hasTimes)
    {
        foreach (RawTrajectory raw in all)
            CheckComplete(raw, names);
        if (!hasTimes)
            return [.. all.Select(raw => new Trajectory(raw.Id, [.. raw.Points.SelectMany(point => point)], names.Count))];
        double? common = null;
        foreach (RawTrajectory raw in all.Where(raw => raw.Times.Count > 1))
        {
            double step = RegularStep(raw);
            common ??= step;
            if (Math.Abs(step - common.Value) > Tolerance * common.Value)
                throw CsvThrow.OtherStep(raw.Path, raw.Id, step, common.Value);
        }
        return [.. all.Select(raw => new Trajectory(raw.Id, [.. raw.Points.SelectMany(point => point)], names.Count, common) { StartTime = raw.Times[0] })];
    }

    /// <summary>
    /// Linear interpolation on the grid first time + i · step. Points with a missing value are passed over; a gap above 4 intervals cuts, and each piece has a grid of its own.
    /// </summary>
    public static List<Trajectory> Resampled(IReadOnlyList<RawTrajectory> all, int coordinates, double step, List<string> notes)
    {
        var trajectories = new List<Trajectory>();
        int cuts = 0, missing = 0, lost = 0, merged = 0;
        foreach (RawTrajectory raw in all)
        {
            merged += raw.MergeTwins();
            int[] complete = [.. Enumerable.Range(0, raw.Points.Count).Where(i => !raw.Points[i].Any(double.IsNaN))];
            missing += raw.Points.Count - complete.Length + raw.Timeless;
            List<int[]> pieces = Pieces(raw, complete, LongestGap * Math.Max(step, raw.UsualStep()));
            cuts += Math.Max(0, pieces.Count - 1);
            int kept = 0;
            foreach (int[] piece in pieces)
            {
                // Shorter than one step: no second point.
                if (raw.Times[piece[^1]] - raw.Times[piece[0]] < step * (1 - 1e-9))
                {
                    lost++;
                    continue;
                }
                kept++;
                trajectories.Add(Interpolate(raw, piece, coordinates, step, pieces.Count == 1 ? raw.Id : $"{raw.Id}/{kept}"));
            }
        }
        if (merged > 0)
            notes.Add($"{merged} {(merged == 1 ? "time comes" : "times come")} twice; the mean of the two points is taken.");
        if (missing > 0)
            notes.Add($"{missing} {(missing == 1 ? "point has" : "points have")} a missing value and {(missing == 1 ? "is" : "are")} bridged by resampling.");
        if (cuts > 0)
            notes.Add($"{cuts} {(cuts == 1 ? "gap" : "gaps")} above 4 intervals cut trajectories into pieces.");
        if (lost > 0)
            notes.Add($"{lost} {(lost == 1 ? "piece" : "pieces")} shorter than a step {(lost == 1 ? "is" : "are")} left out.");
        return trajectories;
    }

    private static void CheckComplete(RawTrajectory raw, IReadOnlyList<string> names)
    {
        for (int i = 0; i < raw.Points.Count; i++)
            for (int d = 0; d < names.Count; d++)
                if (double.IsNaN(raw.Points[i][d]))
                    throw CsvThrow.Missing(raw.Path, raw.Lines[i], names[d], raw.UsualStep());
    }

    // The first step if every time follows from it; else the mean, which averages the rounding of written times.
    private static double RegularStep(RawTrajectory raw)
    {
        List<double> times = raw.Times;
        int last = times.Count - 1;
        double usual = raw.UsualStep();
        for (int i = 1; i <= last; i++)
            if (Math.Abs(times[i] - times[i - 1] - usual) > 2 * Tolerance * usual)
                throw CsvThrow.Irregular(raw.Path, raw.Lines[i], times[i] - times[i - 1], usual);
        double first = times[1] - times[0], mean = (times[last] - times[0]) / last;
        bool Fits(double step, double tolerance) => Enumerable.Range(0, last + 1).All(i => Math.Abs(times[0] + i * step - times[i]) <= tolerance * step);
        if (Fits(first, 1e-9))
            return first;
        int worst = Enumerable.Range(1, last).MaxBy(i => Math.Abs(times[0] + i * mean - times[i]));
        return Fits(mean, 2 * Tolerance) ? mean : throw CsvThrow.Irregular(raw.Path, raw.Lines[worst], times[worst] - times[worst - 1], usual);
    }

    private static List<int[]> Pieces(RawTrajectory raw, int[] points, double longest)
    {
        var pieces = new List<int[]>();
        int from = 0;
        for (int i = 1; i <= points.Length; i++)
            // Written times carry rounding: a gap of exactly 4 intervals is not above 4.
            if (i == points.Length || raw.Times[points[i]] - raw.Times[points[i - 1]] > longest * (1 + 1e-9))
            {
                pieces.Add(points[from..i]);
                from = i;
            }
        return pieces;
    }

    private static Trajectory Interpolate(RawTrajectory raw, int[] piece, int coordinates, double step, string id)
    {
        double start = raw.Times[piece[0]], span = raw.Times[piece[^1]] - start;
        if (span / step > MostPoints)
            throw CsvThrow.TooFine(raw.Path, id, span / step);
        int count = (int)Math.Floor(span / step * (1 + 1e-12) + 1e-9) + 1;
        double[] values = new double[count * coordinates];
        int right = 1;
        for (int i = 0; i < count; i++)
        {
            double time = Math.Min(start + i * step, raw.Times[piece[^1]]);
            while (right < piece.Length - 1 && raw.Times[piece[right]] < time)
                right++;
            double before = raw.Times[piece[right - 1]], after = raw.Times[piece[right]], share = (time - before) / (after - before);
            for (int d = 0; d < coordinates; d++)
                values[i * coordinates + d] = share * raw.Points[piece[right]][d] + (1 - share) * raw.Points[piece[right - 1]][d];
        }
        return new Trajectory(id, values, coordinates, step) { StartTime = start };
    }
}
