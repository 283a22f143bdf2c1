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
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs)
    {
        List<int> dimensions = [];
        for (int axis = 0; axis < inputs[0].Rank; axis++)
        {
            if (!Axes.Contains(axis)) dimensions.Add(inputs[0][axis]);
            else if (KeepDimensions) dimensions.Add(1);
        }

        return [new Shape([.. dimensions])];
    }
}
