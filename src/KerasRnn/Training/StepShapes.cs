namespace KerasRnn;

/// <summary>The shapes that a step is traced for: everything but the batch size. Equal ones share a program.</summary>
internal sealed class StepShapes : IEquatable<StepShapes>
{
    public StepShapes(IReadOnlyList<Shape> inputs, IReadOnlyList<Shape> targets, IReadOnlyList<Shape?> weights)
    {
        Inputs = inputs;
        Targets = targets;
        Weights = weights;
    }

    public IReadOnlyList<Shape> Inputs { get; }

    public IReadOnlyList<Shape> Targets { get; }

    /// <summary>One for each output; null without weights.</summary>
    public IReadOnlyList<Shape?> Weights { get; }

    public bool Equals(StepShapes? other) =>
        other is not null && Inputs.SequenceEqual(other.Inputs) && Targets.SequenceEqual(other.Targets) && Weights.SequenceEqual(other.Weights);

    public override bool Equals(object? obj) => Equals(obj as StepShapes);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (Shape shape in Inputs.Concat(Targets)) hash.Add(shape);
        return hash.ToHashCode();
    }
}
