namespace KerasRnn.Graph;

/// <summary>
/// The gradients of a scalar (input 0) with respect to the tensors behind it, one output for each. Every engine answers it in its own
/// way, so that independent derivations can be held against each other. Not differentiable again.
/// </summary>
public sealed record GradientsOp : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) =>
        inputs[0].Rank == 0 ? [.. inputs.Skip(1)] : throw Throw.Argument($"Gradients expects a scalar loss; got {inputs[0]}. Reduce it with Ops.Sum or Ops.Mean.");

    /// <inheritdoc/>
    public override bool IsDifferentiable(int input) =>
        throw Throw.NotSupported("Gradients of gradients are not part of the op set: write the second derivative as ops.");
}
