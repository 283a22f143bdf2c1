namespace KerasRnn.Graph;

/// <summary>One op of a trace with its operands and outputs. Nodes are data: engines read them, nobody changes them.</summary>
public sealed class Node
{
    internal Node(Trace trace, int index, Op op, Operands<KerasTensor> operands, Shape[] shapes, Origin origin)
    {
        Trace = trace;
        Index = index;
        Op = op;
        Operands = operands;
        Inputs = [.. operands.Present];
        Origin = origin;
        Outputs = [.. shapes.Select((shape, i) => new KerasTensor(this, i, shape))];
    }

    /// <summary>The trace that owns the node.</summary>
    public Trace Trace { get; }

    /// <summary>The place in <see cref="Trace.Nodes"/>; inputs always have smaller ones.</summary>
    public int Index { get; }

    /// <summary>What is computed: a record of attributes.</summary>
    public Op Op { get; }

    /// <summary>What it is computed from, by the slots of the op.</summary>
    public Operands<KerasTensor> Operands { get; }

    /// <summary>The operands that are there, in their order.</summary>
    public IReadOnlyList<KerasTensor> Inputs { get; }

    /// <summary>The results.</summary>
    public IReadOnlyList<KerasTensor> Outputs { get; }

    /// <summary>Who made the node, for error messages and for names in other systems.</summary>
    public Origin Origin { get; }

    /// <summary>The operands that a gradient flows to, with their slots.</summary>
    public IEnumerable<(int Slot, KerasTensor Tensor)> DifferentiableOperands
    {
        get
        {
            for (int slot = 0; slot < Operands.Count; slot++)
            {
                if (Operands.Find(slot) is KerasTensor operand && Op.IsDifferentiable(slot)) yield return (slot, operand);
            }
        }
    }

    /// <summary>The node as an equation.</summary>
    public override string ToString() => $"%{Index} = {Op.Word}({string.Join(", ", Operands.Select(x => x is null ? "-" : "%" + x.Node!.Index))}) {Outputs[0].Shape}";
}
