using KerasRnn.Layers;

namespace KerasRnn.Saving;

/// <summary>Layers in Keras' JSON: what stands in their configs beside name, trainable and dtype.</summary>
internal static class LayerWords
{
    // More than a person writes, less than a file can use to exhaust a machine.
    private const int MaximumUnits = 1 << 18;
    private const int MaximumSpan = 1 << 14;
    private const int MaximumLength = 1 << 20;

    public static IReadOnlyList<Word<Layer>> All { get; } =
    [
        Word<Layer>.Of<Input>("InputLayer", [], ReadInput, (x, w) => w.Shape("batch_shape", x.TensorShape).Text("dtype", "float32").Flag("sparse", false)),
        Word<Layer>.Of<Dense>("Dense", [],
            c => new Dense(Units(c, "units"), c.Activation("activation"))
            {
                UseBias = Without(c, "activity_regularizer", "kernel_constraint", "bias_constraint", "quantization_config", "lora_rank", "lora_alpha").Flag("use_bias", true),
                KernelInitializer = c.Initializer("kernel_initializer", "glorot_uniform"),
                BiasInitializer = c.Initializer("bias_initializer", "zeros"),
                KernelRegularizer = c.Regularizer("kernel_regularizer"),
                BiasRegularizer = c.Regularizer("bias_regularizer"),
            },
            (x, w) => w.Whole("units", x.Units).Activation("activation", x.Activation).Flag("use_bias", x.UseBias)
                .Word("kernel_initializer", Words.Initializers, x.KernelInitializer).Word("bias_initializer", Words.Initializers, x.BiasInitializer)
                .Word("kernel_regularizer", Words.Regularizers, x.KernelRegularizer).Word("bias_regularizer", Words.Regularizers, x.BiasRegularizer)
                .Null("kernel_constraint", "bias_constraint")),
        Word<Layer>.Of<Conv1D>("Conv1D", ["Convolution1D"],
            c => new Conv1D(Units(c, "filters"), Span(c, "kernel_size"), c.Single("strides", 1), Padding(c, "causal"), c.Activation("activation"))
            {
                DilationRate = Without(ChannelsLast(c), "activity_regularizer", "kernel_constraint", "bias_constraint").Single("dilation_rate", 1),
                Groups = c.Whole("groups", 1),
                UseBias = c.Flag("use_bias", true),
                KernelInitializer = c.Initializer("kernel_initializer", "glorot_uniform"),
                BiasInitializer = c.Initializer("bias_initializer", "zeros"),
                KernelRegularizer = c.Regularizer("kernel_regularizer"),
                BiasRegularizer = c.Regularizer("bias_regularizer"),
            },
            (x, w) => w.Whole("filters", x.Filters).Dimensions("kernel_size", [x.KernelSize]).Dimensions("strides", [x.Strides])
                .Text("padding", Name(x.Padding)).Text("data_format", "channels_last").Dimensions("dilation_rate", [x.DilationRate])
                .Whole("groups", x.Groups).Activation("activation", x.Activation).Flag("use_bias", x.UseBias)
                .Word("kernel_initializer", Words.Initializers, x.KernelInitializer).Word("bias_initializer", Words.Initializers, x.BiasInitializer)
                .Word("kernel_regularizer", Words.Regularizers, x.KernelRegularizer).Word("bias_regularizer", Words.Regularizers, x.BiasRegularizer)
                .Null("activity_regularizer", "kernel_constraint", "bias_constraint")),
        Word<Layer>.Of<SimpleRNN>("SimpleRNN", [], ReadSimpleRnn, WriteSimpleRnn),
        Word<Layer>.Of<MaxPooling1D>("MaxPooling1D", ["MaxPool1D"],
            c => new MaxPooling1D(Span(ChannelsLast(c), "pool_size", 2), c.SingleOrNull("strides"), Padding(c)),
            (x, w) => Pool(w, x.PoolSize, x.Strides, x.Padding)),
        Word<Layer>.Of<AveragePooling1D>("AveragePooling1D", ["AvgPool1D"],
            c => new AveragePooling1D(Span(ChannelsLast(c), "pool_size"), c.SingleOrNull("strides"), Padding(c)),
            (x, w) => Pool(w, x.PoolSize, x.Strides, x.Padding)),
        Word<Layer>.Of<GlobalMaxPooling1D>("GlobalMaxPooling1D", ["GlobalMaxPool1D"],
            c => new GlobalMaxPooling1D { KeepDims = ChannelsLast(c).Flag("keepdims", false) },
            (x, w) => w.Text("data_format", "channels_last").Flag("keepdims", x.KeepDims)),
        Word<Layer>.Of<GlobalAveragePooling1D>("GlobalAveragePooling1D", ["GlobalAvgPool1D"],
            c => new GlobalAveragePooling1D { KeepDims = ChannelsLast(c).Flag("keepdims", false) },
            (x, w) => w.Text("data_format", "channels_last").Flag("keepdims", x.KeepDims)),
        Word<Layer>.Of<Flatten>("Flatten", [],
            c =>
            {
                ChannelsLast(c);
                return new Flatten();
            },
            (_, w) => w.Text("data_format", "channels_last")),
        Word<Layer>.Of<Reshape>("Reshape", [], ReadReshape, (x, w) => w.Sizes("target_shape", [.. x.TargetShape])),
        Word<Layer>.Of<RepeatVector>("RepeatVector", [], c => new RepeatVector(Limited(c, "n", c.Whole("n"), MaximumLength)), (x, w) => w.Whole("n", x.N)),
        Word<Layer>.Of<Activation>("Activation", [], c => new Activation(c.Activation("activation") ?? throw Throw.Format($"{c.Subject} needs \"activation\", a name.")),
            (x, w) => w.Activation("activation", x.Function)),
        Word<Layer>.Of<Dropout>("Dropout", [],
            c => new Dropout(c.NumberOrNull("rate") ?? throw Throw.Format($"{c.Subject} needs \"rate\", a number."))
            {
                Seed = c.WholeOrNull("seed"),
                NoiseShape = c.Dimensions("noise_shape") is int[] shape ? [.. shape.Select(d => d < 0 ? (int?)null : d)] : null,
            },
            (x, w) =>
            {
                w.Number("rate", x.Rate).Whole("seed", x.Seed);
                if (x.NoiseShape is null) w.Null("noise_shape");
                else w.Dimensions("noise_shape", [.. x.NoiseShape.Select(d => d ?? -1)]);
            }),
    ];

    public static IEnumerable<string> Names => All.Select(word => word.ClassName);

    private static Input ReadInput(Config config)
    {
        config.Default("sparse", false);
        config.Default("ragged", false);
        config.Default("optional", false);
        int[] shape = config.Dimensions("batch_shape") ?? config.Dimensions("batch_input_shape")
            ?? throw Throw.Format($"{config.Subject} needs \"batch_shape\", e.g. [null, 8, 2].");
        if (shape.Length == 0) throw Throw.Format($"{config.Subject}: \"batch_shape\" must have the batch in front, e.g. [null, 8, 2]; got [].");
        foreach (int dimension in shape) Limited(config, "batch_shape", dimension, MaximumLength);
        return new Input([.. shape.Skip(1).Select(d => d < 0 ? (int?)null : d)]) { BatchSize = shape[0] < 0 ? null : shape[0] };
    }

    private static SimpleRNN ReadSimpleRnn(Config config)
    {
        Without(config, "activity_regularizer", "kernel_constraint", "recurrent_constraint", "bias_constraint");
        return new SimpleRNN(Units(config, "units"), config.Activation("activation", "tanh"))
        {
            ReturnSequences = config.Flag("return_sequences", false),
            ReturnState = config.Flag("return_state", false),
            GoBackwards = config.Flag("go_backwards", false),
            Stateful = config.Flag("stateful", false),
            Unroll = config.Flag("unroll", false),
            ZeroOutputForMask = config.Flag("zero_output_for_mask", false),
            UseBias = config.Flag("use_bias", true),
            KernelInitializer = config.Initializer("kernel_initializer", "glorot_uniform"),
            RecurrentInitializer = config.Initializer("recurrent_initializer", "orthogonal"),
            BiasInitializer = config.Initializer("bias_initializer", "zeros"),
            KernelRegularizer = config.Regularizer("kernel_regularizer"),
            RecurrentRegularizer = config.Regularizer("recurrent_regularizer"),
            BiasRegularizer = config.Regularizer("bias_regularizer"),
            Dropout = config.Number("dropout", 0),
            RecurrentDropout = config.Number("recurrent_dropout", 0),
            Seed = config.WholeOrNull("seed"),
        };
    }

    private static void WriteSimpleRnn(SimpleRNN x, ConfigWriter w) => w
        .Flag("return_sequences", x.ReturnSequences).Flag("return_state", x.ReturnState).Flag("go_backwards", x.GoBackwards)
        .Flag("stateful", x.Stateful).Flag("unroll", x.Unroll).Flag("zero_output_for_mask", x.ZeroOutputForMask)
        .Whole("units", x.Units).Activation("activation", x.Activation).Flag("use_bias", x.UseBias)
        .Word("kernel_initializer", Words.Initializers, x.KernelInitializer)
        .Word("recurrent_initializer", Words.Initializers, x.RecurrentInitializer)
        .Word("bias_initializer", Words.Initializers, x.BiasInitializer)
        .Word("kernel_regularizer", Words.Regularizers, x.KernelRegularizer)
        .Word("recurrent_regularizer", Words.Regularizers, x.RecurrentRegularizer)
        .Word("bias_regularizer", Words.Regularizers, x.BiasRegularizer)
        .Null("activity_regularizer", "kernel_constraint", "recurrent_constraint", "bias_constraint")
        .Number("dropout", x.Dropout).Number("recurrent_dropout", x.RecurrentDropout);

    private static Reshape ReadReshape(Config config)
    {
        int[] target = config.Dimensions("target_shape") ?? throw Throw.Format($"{config.Subject} needs \"target_shape\", e.g. [4, -1].");
        foreach (int dimension in target) Limited(config, "target_shape", dimension, MaximumLength);
        return new Reshape(target);
    }

    private static ConfigWriter Pool(ConfigWriter writer, int size, int strides, Padding padding) => writer
        .Dimensions("pool_size", [size]).Text("padding", Name(padding)).Dimensions("strides", [strides]).Text("data_format", "channels_last");

    private static int Units(Config config, string key) => Limited(config, key, config.Whole(key), MaximumUnits);

    private static int Span(Config config, string key, int? fallback = null) => Limited(config, key, config.Single(key, fallback), MaximumSpan);

    private static int Limited(Config config, string key, int value, int maximum) => value <= maximum
        ? value
        : throw Throw.Format($"{config.Subject}: \"{key}\" must be at most {maximum}; got {value}.");

    private static Padding Padding(Config config, params ReadOnlySpan<string> more) => config.Choice("padding", "valid", ["valid", "same", .. more]) switch
    {
        "same" => KerasRnn.Layers.Padding.Same,
        "causal" => KerasRnn.Layers.Padding.Causal,
        _ => KerasRnn.Layers.Padding.Valid,
    };

    private static string Name(Padding padding) => padding switch
    {
        KerasRnn.Layers.Padding.Same => "same",
        KerasRnn.Layers.Padding.Causal => "causal",
        _ => "valid",
    };

    private static Config ChannelsLast(Config config)
    {
        config.Default("data_format", "channels_last");
        return config;
    }

    private static Config Without(Config config, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) config.Default(key);
        return config;
    }
}
