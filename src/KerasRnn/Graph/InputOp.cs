namespace KerasRnn.Graph;

/// <summary>A tensor that the host fills before each run. Two inputs are never one node.</summary>
/// <param name="Name">Its name, for error messages.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Source">Who fills it.</param>
/// <param name="Draw">What a random input is filled with.</param>
public sealed record InputOp(string Name, Shape Shape, InputSource Source, RandomDraw? Draw = null) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands) => [Shape];

    /// <inheritdoc/>
    public bool Equals(InputOp? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
