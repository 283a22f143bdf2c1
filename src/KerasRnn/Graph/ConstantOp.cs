namespace KerasRnn.Graph;

/// <summary>A fixed tensor, kept in double and rounded once by engines of another precision.</summary>
/// <param name="Values">The elements, row-major.</param>
/// <param name="Shape">The shape, without the batch.</param>
public sealed record ConstantOp(IReadOnlyList<double> Values, Shape Shape) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands) => !Shape.HasBatch && Values.Count == Shape.Count(1)
        ? [Shape]
        : throw Throw.Argument($"A constant expects a value for each element of {Shape}; got {Values.Count}.");

    /// <inheritdoc/>
    public bool Equals(ConstantOp? other) =>
        other is not null && Shape.Equals(other.Shape)
        && Values.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(other.Values.Select(BitConverter.DoubleToInt64Bits));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Shape, Values.Count > 0 ? Values[0] : 0, Values.Count > 1 ? Values[^1] : 0);
}
