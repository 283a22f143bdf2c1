using KerasRnn.Graph;

namespace KerasRnn;

/// <summary>
/// A symbolic tensor: a shape and where its value comes from. Inside a layer's <c>Call</c> it is the result of an op of the
/// current trace; between layers of a functional model it is the output of a layer (<see cref="Keras.Input(int?[])"/>, <c>layer.Apply</c>).
/// </summary>
/// <example><code>protected override KerasTensor Call(KerasTensor x, CallContext context) => Ops.Tanh(x) * 0.5 + 1;</code></example>
public sealed class KerasTensor
{
    internal KerasTensor(Node node, int index, Shape shape)
    {
        Node = node;
        Index = index;
        Shape = shape;
    }

    internal KerasTensor(Shape shape, KerasHistory source, int index)
    {
        Shape = shape;
        Source = source;
        Index = index;
    }

    /// <summary>The shape, batch first.</summary>
    public Shape Shape { get; }

    /// <summary>The rank of the shape.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The op that makes this tensor, or null for a tensor between the layers of a functional model.</summary>
    public Node? Node { get; }

    /// <summary>Which output of its op or layer it is.</summary>
    public int Index { get; }

    /// <summary>The name of the layer that makes a tensor of a functional model; empty inside a trace.</summary>
    public string Name => Source?.Name ?? "";

    /// <summary>What makes this tensor of a functional model; null inside a trace.</summary>
    internal KerasHistory? Source { get; }

    /// <summary>The trace that this tensor belongs to.</summary>
    /// <exception cref="InvalidOperationException">This tensor lies between layers: ops are applied inside a layer.</exception>
    public Trace Trace => Node?.Trace ?? throw Throw.Operation(
        $"Ops work inside a layer's Call; \"{Name}\" {Shape} lies between the layers of a functional model. Write a small Layer and use its Apply, or use the Activation layer.");

    /// <summary>Adds element by element.</summary>
    public static KerasTensor operator +(KerasTensor a, KerasTensor b) => BinaryOp.Apply(Binary.Add, a, b);

    /// <summary>Adds a number to each element.</summary>
    public static KerasTensor operator +(KerasTensor a, double b) => BinaryOp.Apply(Binary.Add, a, a.Trace.Constant(b));

    /// <summary>Adds a number to each element.</summary>
    public static KerasTensor operator +(double a, KerasTensor b) => BinaryOp.Apply(Binary.Add, b.Trace.Constant(a), b);

    /// <summary>Subtracts element by element.</summary>
    public static KerasTensor operator -(KerasTensor a, KerasTensor b) => BinaryOp.Apply(Binary.Subtract, a, b);

    /// <summary>Subtracts a number from each element.</summary>
    public static KerasTensor operator -(KerasTensor a, double b) => BinaryOp.Apply(Binary.Subtract, a, a.Trace.Constant(b));

    /// <summary>Subtracts each element from a number.</summary>
    public static KerasTensor operator -(double a, KerasTensor b) => BinaryOp.Apply(Binary.Subtract, b.Trace.Constant(a), b);

    /// <summary>Changes the sign.</summary>
    public static KerasTensor operator -(KerasTensor a) => BinaryOp.Apply(Binary.Multiply, a, a.Trace.Constant(-1));

    /// <summary>Multiplies element by element.</summary>
    public static KerasTensor operator *(KerasTensor a, KerasTensor b) => BinaryOp.Apply(Binary.Multiply, a, b);

    /// <summary>Multiplies each element by a number.</summary>
    public static KerasTensor operator *(KerasTensor a, double b) => BinaryOp.Apply(Binary.Multiply, a, a.Trace.Constant(b));

    /// <summary>Multiplies each element by a number.</summary>
    public static KerasTensor operator *(double a, KerasTensor b) => BinaryOp.Apply(Binary.Multiply, b, b.Trace.Constant(a));

    /// <summary>Divides element by element.</summary>
    public static KerasTensor operator /(KerasTensor a, KerasTensor b) => BinaryOp.Apply(Binary.Divide, a, b);

    /// <summary>Divides each element by a number.</summary>
    public static KerasTensor operator /(KerasTensor a, double b) => BinaryOp.Apply(Binary.Divide, a, a.Trace.Constant(b));

    /// <summary>Divides a number by each element.</summary>
    public static KerasTensor operator /(double a, KerasTensor b) => BinaryOp.Apply(Binary.Divide, b.Trace.Constant(a), b);

    /// <summary>Shape and origin, for error messages and debuggers.</summary>
    public override string ToString() => Node is null ? $"\"{Name}\" {Shape}" : $"{Node.Op.Word} {Shape}";
}
