using KerasRnn.TensorFlow.Native;

namespace KerasRnn.TensorFlow.Lowering;

/// <summary>An output of an operation together with its graph: TensorFlow accepts a node of another graph and crashes later.</summary>
internal readonly record struct TfTensor(TfGraph Graph, nint Operation, int Index)
{
    public TfOutput Native => new() { Oper = Operation, Index = Index };

    /// <summary>Another output of the same operation.</summary>
    public TfTensor Output(int index) => this with { Index = index };
}
