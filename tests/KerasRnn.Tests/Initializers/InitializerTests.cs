using KerasRnn.Initializers;

namespace KerasRnn.Tests.Initializers;

public sealed class InitializerTests
{
    [Theory]
    [InlineData(3, 3)]
    [InlineData(64, 64)]
    [InlineData(5, 17)]
    [InlineData(17, 5)]
    [InlineData(1, 4)]
    public void An_orthogonal_matrix_has_orthonormal_rows_or_columns(int rows, int columns)
    {
        Shape shape = new(rows, columns);
        float[] q = Filled(new Orthogonal(), shape, 3);
        int few = Math.Min(rows, columns), many = Math.Max(rows, columns);
        for (int a = 0; a < few; a++)
        {
            for (int b = 0; b < few; b++)
            {
                double dot = Enumerable.Range(0, many).Sum(i => (double)At(a, i) * At(b, i));
                Assert.Equal(a == b ? 1 : 0, dot, 1e-5);
            }
        }

        float At(int vector, int i) => rows <= columns ? q[(vector * columns) + i] : q[(i * columns) + vector];
    }

    [Fact]
    public void Moments_and_bounds_of_large_draws_are_those_asked_for()
    {
        Shape shape = new(200, 300);
        float[] uniform = Filled(new GlorotUniform(), shape, 1), normal = Filled(new RandomNormal(1, 0.5), shape, 2), cut = Filled(new TruncatedNormal(0, 1), shape, 3);
        double limit = Math.Sqrt(6.0 / 500);
        Assert.All(uniform, x => Assert.InRange(x, -limit, limit));
        Assert.Equal(limit / Math.Sqrt(3), Deviation(uniform), 3e-4);
        Assert.Equal(1, normal.Average(), 0.01);
        Assert.Equal(0.5, Deviation(normal), 0.01);
        Assert.All(cut, x => Assert.InRange(x, -2f, 2f));
        Assert.Equal(0.87962566, Deviation(cut), 0.01);
    }

    [Fact]
    public void A_seed_of_its_own_gives_the_same_numbers_every_time_and_none_gives_the_models()
    {
        Shape shape = new(4, 4);
        Initializer seeded = new GlorotUniform { Seed = 7 }, open = "glorot_uniform";
        Assert.Equal(Filled(seeded, shape, 1), Filled(seeded, shape, 2));
        Assert.NotEqual(Filled(open, shape, 1), Filled(open, shape, 2));
        Assert.Equal(Filled(open, shape, 1), Filled(open, shape, 1));
        Assert.NotEqual(Filled(seeded, shape, 1), Filled(new GlorotUniform { Seed = -7 }, shape, 1));
    }

    [Fact]
    public void Shapes_that_do_not_work_are_refused()
    {
        Assert.Equal(
            "Orthogonal fills tensors of rank 2 or more; got shape [3]. Use zeros or random_normal for vectors.",
            Assert.Throws<ArgumentException>(() => Filled("orthogonal", new Shape(3), 1)).Message);
        Assert.Equal(
            "Identity fills matrices; got shape [3, 3, 3]. Use orthogonal or glorot_uniform for other ranks.",
            Assert.Throws<ArgumentException>(() => Filled("identity", new Shape(3, 3, 3), 1)).Message);
        Assert.Equal(
            "Zeros fills 9 elements of [3, 3]; got room for 2.",
            Assert.Throws<ArgumentException>(() => ((Initializer)"zeros").Fill(new Shape(3, 3), new CounterRandom(1), new float[2])).Message);
        Assert.Equal(
            "VarianceScaling expects scale > 0; got 0. Keras' default is 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new VarianceScaling(0)).Message);
        Assert.Equal(
            "Orthogonal makes [2, 3] from a matrix [3, 2]; got 5 numbers.",
            Assert.Throws<ArgumentException>(() => Orthogonal.FromGaussian(new Shape(2, 3), new double[5])).Message);
    }

    [Fact]
    public void Unknown_names_are_answered_with_the_nearest() => Assert.StartsWith(
        "There is no initializer \"glorot_unifrom\". Did you mean \"glorot_uniform\"? Known: Constant, ",
        Assert.Throws<ArgumentException>(() => (Initializer)"glorot_unifrom").Message, StringComparison.Ordinal);

    private static float[] Filled(Initializer initializer, Shape shape, ulong seed)
    {
        float[] values = new float[shape.Count(1)];
        initializer.Fill(shape, new CounterRandom(seed), values);
        return values;
    }

    private static double Deviation(float[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(x => (x - mean) * (x - mean)));
    }
}
