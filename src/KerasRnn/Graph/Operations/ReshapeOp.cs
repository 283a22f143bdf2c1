namespace KerasRnn.Graph;

/// <summary>The same elements in another shape; time may be merged into the batch ([B, T, F] to [T·B, F]).</summary>
/// <param name="Target">The new shape.</param>
public sealed record ReshapeOp(Shape Target) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands) =>
        operands[0].HasBatch == Target.HasBatch && (operands[0].CountPerRow == Target.CountPerRow || operands[0].HasUnknown || Target.HasUnknown)
            ? [Target]
            : throw Throw.Argument($"Reshape expects as many elements as it gets; got {operands[0]} for {Target}.");
}
