namespace KerasRnn.Graph;

/// <summary>The same elements in another shape; time may be merged into the batch ([B, T, F] to [T·B, F]).</summary>
/// <param name="Target">The new shape.</param>
public sealed record ReshapeOp(Shape Target) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) =>
        inputs[0].HasBatch == Target.HasBatch && inputs[0].CountPerRow == Target.CountPerRow
            ? [Target]
            : throw Throw.Argument($"Reshape expects as many elements as it gets; got {inputs[0]} for {Target}.");
}
