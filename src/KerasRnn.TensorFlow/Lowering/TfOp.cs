using System.Text;
using KerasRnn.TensorFlow.Native;

namespace KerasRnn.TensorFlow.Lowering;

/// <summary>An operation while it is described. It is finished exactly once, whatever happens.</summary>
internal readonly unsafe ref struct TfOp(TfGraph graph, nint description, string type, string? device)
{
    private readonly nint description = description;
    private readonly TfGraph graph = graph;
    private readonly string type = type;

    public TfOp Input(TfTensor tensor)
    {
        NativeMethods.TF_AddInput(description, Mine(tensor).Native);
        return this;
    }

    /// <summary>An input that is a list, of one tensor too.</summary>
    public TfOp Inputs(ReadOnlySpan<TfTensor> tensors)
    {
        TfOutput[] outputs = new TfOutput[tensors.Length];
        for (int i = 0; i < outputs.Length; i++) outputs[i] = Mine(tensors[i]).Native;
        fixed (TfOutput* list = outputs) NativeMethods.TF_AddInputList(description, list, outputs.Length);
        return this;
    }

    /// <summary>Runs only after other operations.</summary>
    public TfOp After(IEnumerable<nint> operations)
    {
        foreach (nint operation in operations) NativeMethods.TF_AddControlInput(description, operation);
        return this;
    }

    public TfOp Set(string name, bool value)
    {
        NativeMethods.TF_SetAttrBool(description, name, value ? (byte)1 : (byte)0);
        return this;
    }

    public TfOp Set(string name, long value)
    {
        NativeMethods.TF_SetAttrInt(description, name, value);
        return this;
    }

    public TfOp Set(string name, TfDataType value)
    {
        NativeMethods.TF_SetAttrType(description, name, value);
        return this;
    }

    public TfOp Set(string name, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        fixed (byte* text = bytes) NativeMethods.TF_SetAttrString(description, name, text, (nuint)bytes.Length);
        return this;
    }

    public TfOp Set(string name, TensorHandle value)
    {
        // A mistake here is reported again, and thrown, when the operation is finished.
        NativeMethods.TF_SetAttrTensor(description, name, value, StatusHandle.Mine);
        return this;
    }

    public TfOp SetList(string name, params ReadOnlySpan<long> values)
    {
        fixed (long* list = values) NativeMethods.TF_SetAttrIntList(description, name, list, values.Length);
        return this;
    }

    public TfOp SetShape(string name, ReadOnlySpan<long> dimensions)
    {
        fixed (long* dims = dimensions) NativeMethods.TF_SetAttrShape(description, name, dims, dimensions.Length);
        return this;
    }

    /// <summary>Ends the description; the first output.</summary>
    public TfTensor Finish()
    {
        if (device is not null) NativeMethods.TF_SetDevice(description, device);
        StatusHandle status = StatusHandle.Mine;
        nint operation = NativeMethods.TF_FinishOperation(description, status);
        status.Check(graph.Origin.Word.Length == 0 ? $"build {type}" : $"build {type} for {graph.Origin}");
        return new TfTensor(graph, operation, 0);
    }

    // TensorFlow accepts a node of another graph, and a null, and ends the process later.
    private TfTensor Mine(TfTensor tensor) => tensor.Graph == graph && tensor.Operation != 0
        ? tensor
        : throw Throw.Operation($"{type} expects inputs of its own TensorFlow graph; got one of another. This is a mistake in the engine.");
}
