using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>The operations of the engine by the type of the op.</summary>
internal sealed class OperationTable(IReadOnlyList<SimdOperation> operations)
{
    private readonly Dictionary<Type, SimdOperation> byType = operations.ToDictionary(operation => operation.Op);

    /// <summary>Whether the engine has an operation for an op; what it lacks it computes by the op's definition.</summary>
    public bool Has(Op op) => byType.ContainsKey(op.GetType());

    /// <exception cref="NotSupportedException">The engine lacks the op.</exception>
    public SimdOperation Of(Node node) => byType.GetValueOrDefault(node.Op.GetType())
        ?? throw Throw.NotSupported($"{node.Origin}: the simd engine does not know the op {node.Op.Word}. Write it in ops of the set.");

    public bool IsLeaf(Node node) => Of(node).IsLeaf;

    public bool IsElementwise(Node node) => Of(node).IsElementwise(node.Op);

    public bool IsView(Node node) => Of(node).ViewOffset(node) is not null;
}
