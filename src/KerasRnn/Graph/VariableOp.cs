namespace KerasRnn.Graph;

/// <summary>The value of a variable before the run.</summary>
/// <param name="Variable">The variable.</param>
public sealed record VariableOp(Variable Variable) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands) => [Variable.Shape];
}
