namespace KerasRnn.Graph;

/// <summary>Sum or maximum over axes.</summary>
/// <param name="Function">Which reduction; equal maxima share the gradient evenly.</param>
/// <param name="Axes">The axes, ascending and not negative.</param>
/// <param name="KeepDimensions">Whether reduced axes stay as 1.</param>
public sealed record ReduceOp(Reduction Function, Axes Axes, bool KeepDimensions) : Op
{
    /// <inheritdoc/>
    public override string Word => Function.ToString();

    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands)
    {
        List<int> dimensions = [];
        for (int axis = 0; axis < operands[0].Rank; axis++)
        {
            if (!Axes.Contains(axis)) dimensions.Add(operands[0][axis]);
            else if (KeepDimensions) dimensions.Add(1);
        }

        return [new Shape([.. dimensions])];
    }
}
