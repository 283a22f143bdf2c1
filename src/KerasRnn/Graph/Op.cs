namespace KerasRnn.Graph;

/// <summary>
/// An op: a record of attributes with one shape rule. Engines hold one kernel and one backward rule for each. Records that are
/// equal, on equal inputs, are one node of a trace.
/// </summary>
public abstract record Op
{
    /// <summary>The name of the op, as in <c>docs/ops.md</c>.</summary>
    public virtual string Word
    {
        get
        {
            string name = GetType().Name;
            return name.EndsWith("Op", StringComparison.Ordinal) ? name[..^2] : name;
        }
    }

    /// <summary>The shapes of the outputs for shapes of the inputs.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit; the message says what was expected and found.</exception>
    public abstract Shape[] InferShapes(IReadOnlyList<Shape> inputs);

    /// <summary>Whether a gradient flows from the outputs to an input.</summary>
    public virtual bool IsDifferentiable(int input) => true;
}
