namespace KerasRnn.Graph;

/// <summary>Count elements of an axis from Start in steps of Step, which may be negative.</summary>
/// <param name="Axis">The axis, not negative, not the batch.</param>
/// <param name="Start">The first element.</param>
/// <param name="Count">How many; of an axis whose length only data know, 0 stands for as many as there are.</param>
/// <param name="Step">The distance, not 0.</param>
public sealed record SliceOp(int Axis, int Start, int Count, int Step) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands)
    {
        Shape x = operands[0];
        if (Axis < x.Rank && x[Axis] == Shape.Unknown && Step != 0 && Count >= 0) return [x.With(Axis, Count)];
        long last = Start + ((long)(Count - 1) * Step);
        if (Axis >= x.Rank || x[Axis] < 0 || Step == 0 || Count < 1 || Start < 0 || Start >= x[Axis] || last < 0 || last >= x[Axis])
        {
            throw Throw.Argument($"Slice expects {Count} elements from {Start} in steps of {Step} within axis {Axis}; got {x}.");
        }

        return [x.With(Axis, Count)];
    }
}
