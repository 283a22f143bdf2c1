using System.Globalization;

namespace KerasRnn.Trajectories;

/// <summary>
/// One affine map per coordinate into the unit square, <c>scaled = (value - Offset) / Span</c>, taken from the training part alone, kept with what was trained, and undone for errors and
/// predictions in the file's units. Data that already lie in [0, 1] stay as they are.
/// </summary>
/// <example><code>
/// var scaling = UnitSquareScaling.Fit(train);
/// Predictor trained = RidgeAr.Fit(scaling.Apply(train).Windows(8));   // trained on scaled data
/// Predictor inUnits = scaling.Wrap(trained);                          // predicts in the file's units
/// </code></example>
public sealed record UnitSquareScaling
{
    /// <summary>Names of the coordinates.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>What becomes 0, per coordinate.</summary>
    public required IReadOnlyList<double> Offset { get; init; }

    /// <summary>What becomes 1, less <see cref="Offset"/>, per coordinate.</summary>
    public required IReadOnlyList<double> Span { get; init; }

    /// <summary>Whether nothing is changed.</summary>
    public bool IsIdentity => Offset.All(offset => offset == 0) && Span.All(span => span == 1);

    /// <summary>The map that takes the training part's smallest and largest values to 0 and 1; the identity if all of them lie in [0, 1].</summary>
    /// <exception cref="ArgumentException">A coordinate never changes, or the set is empty.</exception>
    public static UnitSquareScaling Fit(TrajectorySet train)
    {
        ArgumentNullException.ThrowIfNull(train);
        CoordinateStatistics all = train.Statistics;
        for (int d = 0; d < train.Coordinates; d++)
        {
            if (all.Min[d] == all.Max[d])
                throw Throw.ConstantCoordinate(train.CoordinateNames[d], all.Min[d]);
            if (double.IsInfinity(all.Max[d] - all.Min[d]))
                throw Throw.HugeCoordinate(train.CoordinateNames[d], all.Min[d], all.Max[d]);
        }
        bool stays = all.Min.All(least => least >= 0) && all.Max.All(most => most <= 1);
        return new UnitSquareScaling
        {
            Names = train.CoordinateNames,
            Offset = [.. all.Min.Select(least => stays ? 0 : least)],
            Span = [.. all.Max.Zip(all.Min, (most, least) => stays ? 1 : most - least)],
        };
    }

    /// <summary>A set in the unit square.</summary>
    public TrajectorySet Apply(TrajectorySet set) => IsIdentity ? set : Map(set, Apply, sigma => [.. sigma.Zip(Span, (value, span) => value / span)]);

    /// <summary>A scaled set back in the file's units.</summary>
    public TrajectorySet Undo(TrajectorySet set) => IsIdentity ? set : Map(set, Undo, sigma => [.. sigma.Zip(Span, (value, span) => value * span)]);

    /// <summary>Scales positions in place, [.., coordinates], flat.</summary>
    public void Apply(Span<double> positions)
    {
        for (int i = 0; i < positions.Length; i++)
            positions[i] = (positions[i] - Offset[i % Offset.Count]) / Span[i % Offset.Count];
    }

    /// <summary>Undoes the scaling of positions in place, [.., coordinates], flat.</summary>
    public void Undo(Span<double> positions)
    {
        for (int i = 0; i < positions.Length; i++)
            positions[i] = Offset[i % Offset.Count] + Span[i % Offset.Count] * positions[i];
    }

    /// <summary>Makes a predictor for the file's units from one that was trained on scaled data.</summary>
    public Predictor Wrap(Predictor predictor)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        if (predictor.Coordinates != Names.Count)
            throw Throw.ScalingMismatch(predictor, Names);
        return IsIdentity ? predictor : new ScaledPredictor(predictor, this);
    }

    /// <summary>What is mapped to 0 and 1.</summary>
    public override string ToString() => IsIdentity
        ? "unit square: as it is"
        : "unit square: " + string.Join(", ", Names.Select((name, d) => string.Create(CultureInfo.InvariantCulture, $"{name} from {Offset[d]:G6} to {Offset[d] + Span[d]:G6}")));

    private delegate void InPlace(Span<double> positions);

    private TrajectorySet Map(TrajectorySet set, InPlace map, Func<IReadOnlyList<double>, IReadOnlyList<double>> mapSigma)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.Coordinates != Names.Count)
            throw Throw.ScalingMismatch(set, Names);
        return set.With(set.Select(trajectory =>
        {
            double[] values = trajectory.Values.ToArray();
            map(values);
            return trajectory.WithValues(values);
        }), set.TrainingSigma is { } sigma ? mapSigma(sigma) : null);
    }
}
