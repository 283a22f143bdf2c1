namespace KerasRnn.Graph;

/// <summary>One op of a trace with its inputs and outputs. Nodes are data: engines read them, nobody changes them.</summary>
public sealed class Node
{
    internal Node(Trace trace, int index, Op op, KerasTensor[] inputs, Shape[] shapes, Origin origin)
    {
        Trace = trace;
        Index = index;
        Op = op;
        Inputs = inputs;
        Origin = origin;
        Outputs = [.. shapes.Select((shape, i) => new KerasTensor(this, i, shape))];
    }

    /// <summary>The trace that owns the node.</summary>
    public Trace Trace { get; }

    /// <summary>The place in <see cref="Trace.Nodes"/>; inputs always have smaller ones.</summary>
    public int Index { get; }

    /// <summary>What is computed: a record of attributes.</summary>
    public Op Op { get; }

    /// <summary>What it is computed from; optional inputs of a recurrence that are absent are left out.</summary>
    public IReadOnlyList<KerasTensor> Inputs { get; }

    /// <summary>The results.</summary>
    public IReadOnlyList<KerasTensor> Outputs { get; }

    /// <summary>Who made the node, for error messages and for names in other systems.</summary>
    public Origin Origin { get; }

    /// <summary>The node as an equation.</summary>
    public override string ToString() => $"%{Index} = {Op.Word}({string.Join(", ", Inputs.Select(i => "%" + i.Node!.Index))}) {Outputs[0].Shape}";
}
