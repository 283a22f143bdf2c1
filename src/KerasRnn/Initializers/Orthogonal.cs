using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>
/// An orthogonal matrix, uniformly drawn, times a gain: it keeps the length of what it multiplies. Keras' default for recurrent kernels
/// (Saxe et al. 2014).
/// </summary>
/// <remarks>A normal matrix A of shape (max(rows, columns), min) is factored as Q·R; column j of Q gets the sign of R_jj. Rank &gt; 2: rows are all axes but the last.</remarks>
/// <param name="gain">The factor.</param>
public sealed class Orthogonal(double gain = 1) : Initializer
{
    /// <summary>The factor.</summary>
    public double Gain { get; } = gain;

    /// <inheritdoc/>
    public override Draw Draw(Shape shape)
    {
        (int rows, int columns) = Matrix(shape);
        return new Draw(DrawDistribution.Normal, new Shape(Math.Max(rows, columns), Math.Min(rows, columns)), 0, 1);
    }

    /// <summary>What Keras makes of a drawn matrix.</summary>
    /// <param name="shape">The shape of the weight, of rank 2 or more.</param>
    /// <param name="gaussian">The matrix A (max(rows, columns), min), row-major.</param>
    /// <param name="gain">The factor.</param>
    /// <returns>The weight, row-major.</returns>
    /// <exception cref="ArgumentException">The rank is below 2, or the matrix has another number of elements.</exception>
    public static double[] FromGaussian(Shape shape, ReadOnlySpan<double> gaussian, double gain = 1)
    {
        (int rows, int columns) = Matrix(shape);
        int tall = Math.Max(rows, columns), narrow = Math.Min(rows, columns);
        if (gaussian.Length != tall * narrow) throw Throw.Argument($"Orthogonal makes {shape} from a matrix [{tall}, {narrow}]; got {gaussian.Length} numbers.");
        double[] q = OrthonormalColumns(gaussian, tall, narrow);
        double[] result = new double[q.Length];
        for (int i = 0; i < tall; i++)
        {
            for (int j = 0; j < narrow; j++) result[rows < columns ? (j * tall) + i : (i * narrow) + j] = gain * q[(i * narrow) + j];
        }

        return result;
    }

    /// <inheritdoc/>
    protected override void Generate(Shape shape, CounterRandom random, Span<float> destination)
    {
        double[] gaussian = new double[destination.Length];
        for (int i = 0; i < gaussian.Length; i++) gaussian[i] = random.NextNormal();
        double[] values = FromGaussian(shape, gaussian, Gain);
        for (int i = 0; i < values.Length; i++) destination[i] = (float)values[i];
    }

    private static (int Rows, int Columns) Matrix(Shape shape)
    {
        if (shape.Rank < 2) throw Throw.Argument($"Orthogonal fills tensors of rank 2 or more; got shape {shape}. Use zeros or random_normal for vectors.");
        return (shape.Count(1) / shape.Last, shape.Last);
    }

    // Householder's method, one column at a time. With R's diagonal made positive Q is unique, whatever signs the reflections chose.
    private static double[] OrthonormalColumns(ReadOnlySpan<double> gaussian, int rows, int columns)
    {
        double[] a = gaussian.ToArray();
        double[] signs = new double[columns];
        for (int k = 0; k < columns; k++)
        {
            double norm = 0;
            for (int i = k; i < rows; i++) norm += a[(i * columns) + k] * a[(i * columns) + k];
            norm = Math.Sqrt(norm);
            double head = a[(k * columns) + k];

            // The reflection sends the column to -sign(head)·norm; its vector v is kept below the diagonal, scaled so that 2/(v·v) is 1/(norm·(norm + |head|)).
            signs[k] = head >= 0 ? -1 : 1;
            a[(k * columns) + k] = head - (signs[k] * norm);
            double scale = norm * (norm + Math.Abs(head));
            for (int j = k + 1; j < columns && scale > 0; j++) Reflect(a, a, rows, columns, k, j, scale);
        }

        double[] q = new double[rows * columns];
        for (int j = 0; j < columns; j++) q[(j * columns) + j] = 1;
        for (int k = columns - 1; k >= 0; k--)
        {
            double dot = 0;
            for (int i = k; i < rows; i++) dot += a[(i * columns) + k] * a[(i * columns) + k];
            for (int j = 0; j < columns && dot > 0; j++) Reflect(a, q, rows, columns, k, j, dot / 2);
        }

        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++) q[(i * columns) + j] *= signs[j];
        }

        return q;
    }

    // Column j of a matrix -= v·(v·column)/scale, v being column k of the reflections from row k on.
    private static void Reflect(double[] reflections, double[] matrix, int rows, int columns, int k, int j, double scale)
    {
        double dot = 0;
        for (int i = k; i < rows; i++) dot += reflections[(i * columns) + k] * matrix[(i * columns) + j];
        for (int i = k; i < rows; i++) matrix[(i * columns) + j] -= reflections[(i * columns) + k] * dot / scale;
    }

    // How it stands in Keras' JSON: one place for both directions. The first name is the one that every version of Keras reads.
    internal static Word<Initializer> Word { get; } = Word<Initializer>.Of<Orthogonal>("OrthogonalInitializer", ["orthogonal", "Orthogonal", "orthogonal_initializer"],
        c => new Orthogonal(c.Number("gain", 1)) { Seed = c.WholeOrNull("seed") }, (x, w) => w.Whole("seed", x.Seed).Number("gain", x.Gain));
}
