namespace KerasRnn.Graph;

/// <summary>
/// The gradients of a scalar (operand 0) with respect to the tensors behind it, one output for each. Every engine answers it in its own
/// way, so that independent derivations can be held against each other. Not differentiable again.
/// </summary>
/// <remarks><see cref="Trace.Gradients"/> makes it, and asks only for tensors that <see cref="GradientPaths"/> reach.</remarks>
public sealed record GradientsOp : Op
{
    internal GradientsOp()
    {
    }

    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands) =>
        operands[0].Rank == 0 ? [.. operands.Present.Skip(1)] : throw Throw.Argument($"Gradients expects a scalar loss; got {operands[0]}. Reduce it with Ops.Sum or Ops.Mean.");

    /// <inheritdoc/>
    public override bool IsDifferentiable(int slot) =>
        throw Throw.NotSupported("Gradients of gradients are not part of the op set: write the second derivative as ops.");
}
