namespace KerasRnn.Experiments.Runs;

/// <summary>Sums of one-step errors by true position in the unit square, in equal cells: row 0 is the bottom, column 0 the left. Sums and counts, so that seeds can be added.</summary>
/// <param name="Columns">Cells along the first coordinate.</param>
/// <param name="Rows">Cells along the second coordinate.</param>
/// <param name="Sums">[row * Columns + column], sum of the errors.</param>
/// <param name="Counts">[row * Columns + column], number of errors.</param>
public sealed record ErrorField(int Columns, int Rows, IReadOnlyList<double> Sums, IReadOnlyList<int> Counts)
{
    /// <summary>The field of <paramref name="errors"/> met at (<paramref name="x"/>, <paramref name="y"/>); positions outside the square count to the cell at the wall.</summary>
    /// <param name="x">First coordinates, 0 to 1.</param>
    /// <param name="y">Second coordinates, 0 to 1.</param>
    /// <param name="errors">One-step errors; those that are not finite are left out.</param>
    /// <param name="cells">Cells along each side.</param>
    /// <exception cref="ArgumentException">Unequal lengths.</exception>
    public static ErrorField Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> errors, int cells = 20)
    {
        if (x.Length != errors.Length || y.Length != errors.Length) throw Throw.UnequalLengths("positions", Math.Min(x.Length, y.Length), "errors", errors.Length);
        var sums = new double[cells * cells];
        var counts = new int[cells * cells];
        for (var i = 0; i < errors.Length; i++)
        {
            if (!double.IsFinite(errors[i]) || !double.IsFinite(x[i]) || !double.IsFinite(y[i])) continue;
            var cell = (Math.Clamp((int)(y[i] * cells), 0, cells - 1) * cells) + Math.Clamp((int)(x[i] * cells), 0, cells - 1);
            sums[cell] += errors[i];
            counts[cell]++;
        }
        return new(cells, cells, sums, counts);
    }

    /// <summary>The mean error of a cell, NaN where nothing was met.</summary>
    public double Mean(int column, int row) => Sums[(row * Columns) + column] / Counts[(row * Columns) + column];

    /// <summary>Both fields together.</summary>
    /// <exception cref="ArgumentException">Other numbers of cells.</exception>
    public ErrorField Plus(ErrorField other) => Columns != other.Columns || Rows != other.Rows
        ? throw Throw.UnequalLengths("cells", Sums.Count, "cells", other.Sums.Count)
        : new(Columns, Rows, [.. Sums.Zip(other.Sums, (a, b) => a + b)], [.. Counts.Zip(other.Counts, (a, b) => a + b)]);
}
