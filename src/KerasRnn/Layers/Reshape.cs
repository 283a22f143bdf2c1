using KerasRnn.Saving;
using static KerasRnn.Layers.LayerConfig;

namespace KerasRnn.Layers;

/// <summary>The features of a row in another shape, batch left out; one dimension may be -1 and follows from the others.</summary>
/// <example><code>new Reshape(4, -1)</code></example>
/// <param name="targetShape">The dimensions behind the batch.</param>
public sealed class Reshape(params int[] targetShape) : Layer
{
    /// <summary>The dimensions behind the batch.</summary>
    public IReadOnlyList<int> TargetShape { get; } = targetShape.Count(d => d == -1) <= 1 && targetShape.All(d => d is -1 or > 0)
        ? [.. targetShape]
        : throw Throw.Argument($"Reshape expects positive dimensions and at most one -1; got [{string.Join(", ", targetShape)}].");

    // What stands behind an unknown length is known only where no dimension is left open.
    /// <inheritdoc/>
    protected override IReadOnlyList<Shape>? ComputeOutputShapes(IReadOnlyList<Shape> inputs)
    {
        int known = TargetShape.Where(d => d > 0).Aggregate(1, (a, b) => a * b);
        int open = inputs[0].HasUnknown ? Shape.Unknown : inputs[0].Without(0).Count(1) / known;
        return [new Shape([inputs[0][0], .. TargetShape.Select(d => d == -1 ? open : d)])];
    }

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context)
    {
        int features = x.Shape.Without(0).Count(1);
        int known = TargetShape.Where(d => d > 0).Aggregate(1, (a, b) => a * b);
        int[] target = [.. TargetShape.Select(d => d == -1 ? features / known : d)];
        if (target.Aggregate(1, (a, b) => a * b) != features)
        {
            throw Throw.Argument($"{Subject} expects {known} features of a row, or a multiple where it has a -1; got {x.Shape} for [{string.Join(", ", TargetShape)}].");
        }

        return Ops.Reshape(x, new Shape([x.Shape[0], .. target]));
    }

    // How the layer stands in Keras' JSON: one place for both directions.
    internal static Word<Layer> Word { get; } = Word<Layer>.Of<Reshape>("Reshape", [], Read, (x, w) => w.Sizes("target_shape", [.. x.TargetShape]));

    private static Reshape Read(Config config)
    {
        int[] target = config.Dimensions("target_shape") ?? throw Throw.Format($"{config.Subject} needs \"target_shape\", e.g. [4, -1].");
        foreach (int dimension in target) Limited(config, "target_shape", dimension, MaximumLength);
        return new Reshape(target);
    }
}
