namespace KerasRnn.Graph;

/// <summary>
/// An op: a record of attributes with one shape rule and, if it is a whole one, its definition in other ops. Every engine has one kernel and one
/// backward rule for it. Records that are equal, on equal operands, are one node of a trace.
/// </summary>
/// <remarks>Operands have slots; those that the op can do without are empty where they are absent, and have names: <c>SimpleRnnOp.Mask</c>.</remarks>
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

    /// <summary>The shapes of the outputs for shapes of the operands.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit; the message says what was expected and found.</exception>
    public abstract Shape[] InferShapes(Operands<Shape> operands);

    /// <summary>Whether a gradient flows from the outputs to an operand.</summary>
    public virtual bool IsDifferentiable(int slot) => true;

    /// <summary>
    /// The outputs in elementary ops, or null if the op is elementary. A new engine may start with it; tests hold every engine's kernel against it.
    /// </summary>
    public virtual IReadOnlyList<KerasTensor>? Define(Operands<KerasTensor> operands) => null;
}
