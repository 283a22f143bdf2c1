using KerasRnn.Saving;
using static KerasRnn.Layers.LayerConfig;

namespace KerasRnn.Layers;

/// <summary>
/// The input of a sequential model, batch left out: <c>new Input(8, 2)</c> takes [batch, 8, 2]. A length of null is known only when
/// data arrive: <c>new Input(null, 2)</c>.
/// </summary>
/// <param name="shape">The dimensions behind the batch.</param>
/// <exception cref="ArgumentException">A dimension is not positive.</exception>
public sealed class Input(params int?[] shape) : Layer
{
    /// <inheritdoc/>
    public override string ClassName => "InputLayer";

    /// <summary>A fixed batch size, which stateful layers need; null lets it vary.</summary>
    public int? BatchSize
    {
        get;
        init => field = value is null or > 0 ? value : throw Throw.Argument($"Input expects a BatchSize of at least 1, or null to let it vary; got {value}.");
    }

    /// <summary>The dimensions behind the batch; null for a length that only data know.</summary>
    public IReadOnlyList<int?> Shape { get; } = [.. shape.Select(d => d is null or > 0
        ? d
        : throw Throw.Argument($"Input expects positive dimensions, or null for a length that only data know; got {d}."))];

    /// <summary>The whole shape of the input tensor.</summary>
    internal Shape TensorShape => new([BatchSize ?? KerasRnn.Shape.Batch, .. Shape.Select(d => d ?? KerasRnn.Shape.Unknown)]);

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context) => x;

    private protected override bool NeedsInput => false;

    // The one layer that starts from nothing.
    [StackTraceHidden]
    private protected override IReadOnlyList<Shape> InferShapes(IReadOnlyList<Shape> inputs)
    {
        EnsureBuilt([TensorShape]);
        return [TensorShape];
    }

    // How the layer stands in Keras' JSON: one place for both directions.
    internal static Word<Layer> Word { get; } = Word<Layer>.Of<Input>("InputLayer", [], Read, (x, w) => w.Shape("batch_shape", x.TensorShape).Text("dtype", "float32").Flag("sparse", false).Text("name", x.Name));

    private static Input Read(Config config)
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
}
