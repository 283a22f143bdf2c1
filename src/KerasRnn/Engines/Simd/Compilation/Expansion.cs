using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>
/// A program without <see cref="GradientsOp"/>: its live nodes copied into a trace of the engine's own, where every gradient is written as ops
/// of the set and a few private ones, and every op that the engine lacks as its definition. Forward and backward are then planned and fused by the same code.
/// </summary>
internal sealed class Expansion
{
    private readonly Dictionary<KerasTensor, KerasTensor> copies = [];
    private readonly OperationTable operations;

    public Expansion(GraphProgram program, OperationTable operations)
    {
        this.operations = operations;
        foreach (KerasTensor input in program.Inputs) Copy(input.Node!);
        foreach (Node node in program.Nodes)
        {
            if (!copies.ContainsKey(node.Outputs[0])) Copy(node);
        }

        Inputs = [.. program.Inputs.Select(x => copies[x])];
        Outputs = [.. program.Outputs.Select(x => Owned(copies[x]))];
        Updates = [.. program.Updates.Where(u => !IsItself(u)).Select(u => KeyValuePair.Create(u.Key, Owned(copies[u.Value])))];
    }

    public Trace Trace { get; } = new();

    public KerasTensor[] Inputs { get; }

    public KerasTensor[] Outputs { get; }

    public KeyValuePair<Variable, KerasTensor>[] Updates { get; }

    private void Copy(Node node)
    {
        Operands<KerasTensor> operands = node.Operands.Select(x => copies[x]);
        using IDisposable scope = Trace.Scope(node.Origin);
        IReadOnlyList<KerasTensor> outputs = node.Op is GradientsOp
            ? new Differentiation(Trace, operations, operands[0], [.. operands.Present.Skip(1)]).Gradients
            : (operations.Has(node.Op) ? null : node.Op.Define(operands)) ?? Trace.Apply(node.Op, [.. operands]);
        for (int i = 0; i < node.Outputs.Count; i++) copies.Add(node.Outputs[i], outputs[i]);
    }

    // A leaf, or a view of one, changes before the host reads it or is overwritten by another update: such values get a place of their own.
    private KerasTensor Owned(KerasTensor tensor)
    {
        KerasTensor root = tensor;
        while (operations.IsView(root.Node!)) root = root.Node!.Inputs[0];
        return operations.IsLeaf(root.Node!) ? Trace.Apply(new CopyOp(), tensor)[0] : tensor;
    }

    private static bool IsItself(KeyValuePair<Variable, KerasTensor> update) =>
        update.Value.Node!.Op is VariableOp op && op.Variable == update.Key;
}
