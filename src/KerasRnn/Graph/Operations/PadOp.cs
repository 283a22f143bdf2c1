namespace KerasRnn.Graph;

/// <summary>An axis grown by a constant on both ends.</summary>
/// <param name="Axis">The axis, not negative, not the batch.</param>
/// <param name="Before">Elements in front.</param>
/// <param name="After">Elements behind.</param>
/// <param name="Value">What they are.</param>
public sealed record PadOp(int Axis, int Before, int After, double Value) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands)
    {
        Shape x = operands[0];
        if (Axis >= x.Rank || x[Axis] < 0 || Before < 0 || After < 0)
        {
            throw Throw.Argument($"Pad expects an axis other than the batch and sizes that are not negative; got axis {Axis}, {Before} and {After} for {x}.");
        }

        return [x.With(Axis, x[Axis] == Shape.Unknown ? Shape.Unknown : x[Axis] + Before + After)];
    }
}
