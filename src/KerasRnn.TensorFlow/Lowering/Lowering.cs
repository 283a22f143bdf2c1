using KerasRnn.Graph;
using KerasRnn.TensorFlow.Native;

namespace KerasRnn.TensorFlow.Lowering;

/// <summary>
/// Writes the nodes of one program into a TensorFlow graph, one small method for each op. Every tensor of the trace becomes an output of its
/// own, never shared with another, because TensorFlow differentiates by outputs. Whole ops without a method are lowered by their definition.
/// </summary>
[StackTraceHidden]
internal sealed partial class Lowering
{
    private readonly TfGraph graph;
    private readonly Func<Variable, TfTensor> handles;
    private readonly ProgramUses uses;
    private readonly Dictionary<KerasTensor, TfTensor> values = [];
    private readonly Dictionary<KerasTensor, TfTensor> conditions = [];

    /// <summary>Lowers a program.</summary>
    /// <param name="graph">The graph of the model.</param>
    /// <param name="handles">The resource handle of a variable.</param>
    /// <param name="program">What to lower.</param>
    public Lowering(TfGraph graph, Func<Variable, TfTensor> handles, GraphProgram program)
    {
        this.graph = graph;
        this.handles = handles;
        uses = new ProgramUses(program.Nodes, program.Outputs.Concat(program.Updates.Select(u => u.Value)));
        Write(program.Nodes);
    }

    /// <summary>The placeholder of an input that the program reads; null for one that nobody reads.</summary>
    public TfTensor? Placeholder(KerasTensor input) => values.TryGetValue(input, out TfTensor placeholder) ? placeholder : null;

    /// <summary>What to fetch for an output: TensorFlow does not fetch what is fed.</summary>
    public TfTensor Fetch(KerasTensor output) => output.Node!.Op is InputOp ? Identity(Value(output)) : Value(output);

    /// <summary>What to write into a variable: in memory of its own, because what is fed is used again for the next feed.</summary>
    public TfTensor Kept(KerasTensor value) => MayBeFed(value) ? graph.Op("DeepCopy").Input(Value(value)).Finish() : Value(value);

    /// <summary>The value of a tensor.</summary>
    public TfTensor Value(KerasTensor tensor) =>
        values.TryGetValue(tensor, out TfTensor value) ? value : values[tensor] = Transpose(timeFirst[tensor], [1, 0, 2]);

    private void Write(IReadOnlyList<Node> nodes)
    {
        foreach (Node node in nodes)
        {
            if (uses.IsAbsorbed(node)) continue;
            graph.Origin = node.Origin;
            Write(node);
        }

        graph.Origin = Origin.None;
    }

    private void Write(Node node)
    {
        if (Method(node.Op) is Action<Node> method) method(node);
        else Define(node);
    }

    // One method for each op; what has none is lowered by its definition.
    private Action<Node>? Method(Op op) => op switch
    {
        InputOp => Input,
        ConstantOp => Constant,
        VariableOp => Variable,
        UnaryOp => Unary,
        BinaryOp => Binary,
        SelectOp => Select,
        ReduceOp => Reduce,
        SizeOp => Size,
        MatMulOp => MatMul,
        Conv1DOp => Conv1D,
        SoftmaxOp => Softmax,
        ReshapeOp => Reshape,
        TransposeOp => Transpose,
        ConcatOp => Concat,
        SliceOp => Slice,
        PadOp => Pad,
        SimpleRnnOp => SimpleRnn,
        GradientsOp => Gradients,
        _ => null,
    };

    private void Input(Node node) => Set(node, graph.Op("Placeholder").Set("dtype", TfDataType.Float).SetShape("shape", Dimensions(node.Outputs[0].Shape)).Finish());

    private void Constant(Node node) => Set(node, graph.Constant(Dimensions(node.Outputs[0].Shape), [.. ((ConstantOp)node.Op).Values.Select(v => (float)v)]));

    private void Variable(Node node) => Set(node, graph.Op("ReadVariableOp").Input(handles(((VariableOp)node.Op).Variable)).Set("dtype", TfDataType.Float).Finish());

    private void Define(Node node)
    {
        Trace trace = new();
        Operands<KerasTensor> inputs = node.Operands.Select(x => trace.Input("x", x.Shape, InputSource.Data));
        IReadOnlyList<KerasTensor> outputs;
        using (trace.Scope(node.Origin))
        {
            outputs = node.Op.Define(inputs) ?? throw Throw.NotSupported(
                $"{node.Origin} uses the op {node.Op.Word}, which the TensorFlow engine lacks. Use SimdEngine, or write it in other ops.");
        }

        foreach ((KerasTensor inner, KerasTensor outer) in inputs.Present.Zip(node.Inputs)) values[inner] = Value(outer);
        GraphProgram definition = new(trace, outputs);
        foreach (Node inner in definition.Nodes.Where(n => n.Op is not InputOp))
        {
            graph.Origin = node.Origin;
            Write(inner);
        }

        for (int i = 0; i < node.Outputs.Count; i++) values[node.Outputs[i]] = Identity(Value(outputs[i]));
    }

    private void Gradients(Node node)
    {
        TfTensor[] xs = [.. node.Inputs.Skip(1).Select(Value)];
        TfTensor?[] slopes = graph.Gradients(Value(node.Inputs[0]), xs);

        // TensorFlow refuses to say so where a gradient is zero for every value.
        for (int i = 0; i < xs.Length; i++) values[node.Outputs[i]] = slopes[i] ?? graph.Op("ZerosLike").Input(xs[i]).Finish();
    }

    private void Set(Node node, TfTensor value) => values[node.Outputs[0]] = value;

    // Ops whose result may be a view of their input's memory, followed back to a feed.
    private static bool MayBeFed(KerasTensor tensor) => tensor.Node!.Op switch
    {
        InputOp or GradientsOp => true,
        ReshapeOp or TransposeOp or SliceOp or ReduceOp or ConcatOp or PadOp or UnaryOp { Function: KerasRnn.Graph.Unary.StopGradient } => tensor.Node.Inputs.Any(MayBeFed),
        _ => false,
    };

    private TfTensor Identity(TfTensor x) => graph.Op("Identity").Input(x).Finish();

    private TfTensor Stopped(TfTensor x) => graph.Op("StopGradient").Input(x).Finish();

    private TfTensor One(string type, TfTensor x) => graph.Op(type).Input(x).Finish();

    private TfTensor Pair(string type, TfTensor a, TfTensor b) => graph.Op(type).Input(a).Input(b).Finish();

    // The batch stays -1: a last batch of another size runs in the same graph.
    private static long[] Dimensions(Shape shape)
    {
        long[] dimensions = new long[shape.Rank];
        for (int axis = 0; axis < dimensions.Length; axis++) dimensions[axis] = shape[axis] < 0 ? -1 : shape[axis];
        return dimensions;
    }
}
