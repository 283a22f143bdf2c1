using KerasRnn.Graph;

namespace KerasRnn.TensorFlow.Lowering;

/// <summary>Who reads what in a program: which products can be computed time first for a recurrence, and which slices are parts of one split.</summary>
internal sealed class ProgramUses
{
    private readonly Dictionary<KerasTensor, int> readers = [];
    private readonly HashSet<KerasTensor> differentiated = [];
    private readonly HashSet<Node> absorbed = [];
    private readonly Dictionary<(KerasTensor, int Axis, int Count), int> blocks = [];

    public ProgramUses(IReadOnlyList<Node> nodes, IEnumerable<KerasTensor> results)
    {
        foreach (KerasTensor result in results) Count(result);
        foreach (Node node in nodes)
        {
            foreach (KerasTensor input in node.Inputs) Count(input);
            if (node.Op is GradientsOp) differentiated.UnionWith(node.Inputs);
            if (node.Op is SliceOp slice && IsBlock(slice, node.Inputs[0].Shape))
            {
                (KerasTensor, int, int) key = (node.Inputs[0], slice.Axis, slice.Count);
                blocks[key] = blocks.GetValueOrDefault(key) + 1;
            }
        }

        foreach (Node node in nodes.Where(n => n.Op is RecurrenceOp)) Absorb(node.Operands[RecurrenceOp.Sequence]);
    }

    /// <summary>Whether a node is computed time first inside a recurrence and nowhere else.</summary>
    public bool IsAbsorbed(Node node) => absorbed.Contains(node);

    /// <summary>Whether somebody asks for the gradient of this very tensor: then it must be computed as it is, and be what others use.</summary>
    public bool IsDifferentiated(KerasTensor tensor) => differentiated.Contains(tensor);

    /// <summary>Whether the slice is one of several equal blocks that together are at least half of the tensor: one split makes them all.</summary>
    public bool IsOneOfMany(SliceOp slice, KerasTensor x) =>
        IsBlock(slice, x.Shape) && blocks.GetValueOrDefault((x, slice.Axis, slice.Count)) is int used && used > 1 && used * 2 >= x.Shape[slice.Axis] / slice.Count;

    // x·K or x·K + b in front of a recurrence, read by it alone.
    private void Absorb(KerasTensor z)
    {
        if (!IsOwn(z)) return;
        if (z.Node!.Op is BinaryOp { Function: Binary.Add } && IsBias(z.Node.Inputs[1], z.Node.Inputs[0]) && IsOwn(z.Node.Inputs[0]) && IsProjection(z.Node.Inputs[0].Node!))
        {
            absorbed.Add(z.Node);
            absorbed.Add(z.Node.Inputs[0].Node!);
        }
        else if (IsProjection(z.Node))
        {
            absorbed.Add(z.Node);
        }
    }

    private bool IsOwn(KerasTensor tensor) => readers[tensor] == 1 && !differentiated.Contains(tensor);

    private static bool IsBias(KerasTensor added, KerasTensor product) => added.Rank == 1 && added.Shape[0] == product.Shape.Last;

    private static bool IsProjection(Node node) =>
        node.Op is MatMulOp { TransposeA: false } && node.Inputs[0].Rank == 3 && node.Inputs[1].Rank == 2;

    private static bool IsBlock(SliceOp slice, Shape x) =>
        slice.Step == 1 && slice.Count < x[slice.Axis] && x[slice.Axis] % slice.Count == 0 && slice.Start % slice.Count == 0;

    private void Count(KerasTensor tensor) => readers[tensor] = readers.GetValueOrDefault(tensor) + 1;
}
