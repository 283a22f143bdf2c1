using KerasRnn.Initializers;

namespace KerasRnn.Saving;

/// <summary>The tables of Keras' words: what a string means, and both directions of every config.</summary>
internal static class Words
{
    private const string FanIn = "fan_in", FanOut = "fan_out", FanAverage = "fan_avg";

    public static WordTable<Initializer> Initializers { get; } = new(
        "initializer",
        "keras.initializers",
        Word<Initializer>.Of<Zeros>("Zeros", ["zeros", "zero"], _ => new Zeros(), (_, _) => { }),
        Word<Initializer>.Of<Ones>("Ones", ["ones", "one"], _ => new Ones(), (_, _) => { }),
        Word<Initializer>.Of<Constant>("Constant", ["constant"], c => new Constant(c.Number("value", 0)), (x, w) => w.Number("value", x.Value)),
        Word<Initializer>.Of<Identity>("Identity", ["identity", "IdentityInitializer", "identity_initializer"], c => new Identity(c.Number("gain", 1)), (x, w) => w.Number("gain", x.Gain)),
        Word<Initializer>.Of<RandomUniform>("RandomUniform", ["random_uniform", "uniform"],
            c => new RandomUniform(c.Number("minval", -0.05), c.Number("maxval", 0.05)) { Seed = Seed(c) },
            (x, w) => w.Whole("seed", x.Seed).Number("minval", x.Minval).Number("maxval", x.Maxval)),
        Word<Initializer>.Of<RandomNormal>("RandomNormal", ["random_normal", "normal"],
            c => new RandomNormal(c.Number("mean", 0), c.Number("stddev", 0.05)) { Seed = Seed(c) },
            (x, w) => w.Whole("seed", x.Seed).Number("mean", x.Mean).Number("stddev", x.Stddev)),
        Word<Initializer>.Of<TruncatedNormal>("TruncatedNormal", ["truncated_normal"],
            c => new TruncatedNormal(c.Number("mean", 0), c.Number("stddev", 0.05)) { Seed = Seed(c) },
            (x, w) => w.Whole("seed", x.Seed).Number("mean", x.Mean).Number("stddev", x.Stddev)),
        Word<Initializer>.Of<VarianceScaling>("VarianceScaling", ["variance_scaling"], ReadScaling, WriteScaling),
        Fan("GlorotUniform", "glorot_uniform", seed => new GlorotUniform { Seed = seed }),
        Fan("GlorotNormal", "glorot_normal", seed => new GlorotNormal { Seed = seed }),
        Fan("HeUniform", "he_uniform", seed => new HeUniform { Seed = seed }),
        Fan("HeNormal", "he_normal", seed => new HeNormal { Seed = seed }),
        Fan("LecunUniform", "lecun_uniform", seed => new LecunUniform { Seed = seed }),
        Fan("LecunNormal", "lecun_normal", seed => new LecunNormal { Seed = seed }),

        // The first name is the one that every version of Keras reads.
        Word<Initializer>.Of<Orthogonal>("OrthogonalInitializer", ["orthogonal", "Orthogonal", "orthogonal_initializer"],
            c => new Orthogonal(c.Number("gain", 1)) { Seed = Seed(c) }, (x, w) => w.Whole("seed", x.Seed).Number("gain", x.Gain)));

    public static WordTable<Regularizer> Regularizers { get; } = new(
        "regularizer",
        "keras.regularizers",
        Word<Regularizer>.Of<L1>("L1", ["l1"], c => new L1(c.Number("l1", 0.01)), (x, w) => w.Number("l1", x.Value)),
        Word<Regularizer>.Of<L2>("L2", ["l2"], c => new L2(c.Number("l2", 0.01)), (x, w) => w.Number("l2", x.Value)),
        Word<Regularizer>.Of<L1L2>("L1L2", ["l1l2"], c => new L1L2(c.Number("l1", 0), c.Number("l2", 0)), (x, w) => w.Number("l1", x.L1).Number("l2", x.L2)));

    public static WordTable<Loss> Losses => LossWords.Table;

    public static WordTable<Metric> Metrics => MetricWords.Table;

    public static WordTable<Optimizer> Optimizers => OptimizerWords.Table;

    private static int? Seed(Config config) => config.WholeOrNull("seed");

    private static Word<Initializer> Fan<T>(string className, string name, Func<int?, T> make)
        where T : FanInitializer =>
        Word<Initializer>.Of<T>(className, [name], config =>
        {
            config.Default("input_axes");
            config.Default("output_axes");
            return make(Seed(config));
        }, (x, w) => w.Whole("seed", x.Seed));

    private static VarianceScaling ReadScaling(Config config)
    {
        config.Default("input_axes");
        config.Default("output_axes");
        FanMode mode = config.Choice("mode", FanIn, FanIn, FanOut, FanAverage) switch { FanIn => FanMode.FanIn, FanOut => FanMode.FanOut, _ => FanMode.FanAvg };
        DrawDistribution distribution = config.Choice("distribution", "truncated_normal", "truncated_normal", "normal", "untruncated_normal", "uniform") switch
        {
            "uniform" => DrawDistribution.Uniform,
            "untruncated_normal" => DrawDistribution.Normal,
            _ => DrawDistribution.TruncatedNormal,
        };
        return new VarianceScaling(config.Number("scale", 1), mode, distribution) { Seed = Seed(config) };
    }

    private static void WriteScaling(VarianceScaling x, ConfigWriter writer) => writer
        .Whole("seed", x.Seed)
        .Number("scale", x.Scale)
        .Text("mode", x.Mode switch { FanMode.FanIn => FanIn, FanMode.FanOut => FanOut, _ => FanAverage })
        .Text("distribution", x.Distribution switch
        {
            DrawDistribution.Uniform => "uniform",
            DrawDistribution.Normal => "untruncated_normal",
            _ => "truncated_normal",
        });
}
