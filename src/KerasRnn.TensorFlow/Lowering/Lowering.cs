using KerasRnn.Graph;
using KerasRnn.TensorFlow.Native;

namespace KerasRnn.TensorFlow.Lowering;

/// <summary>
/// Writes the nodes of one program into a TensorFlow graph, one small method for each op. Every tensor of the trace becomes an output of its
/// own, never shared with another, because TensorFlow differentiates by outputs. Whole ops without a method are lowered by their definition.
/// </summary>
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
        IReadOnlyList<KerasTensor> x = node.Inputs;
        KerasTensor y = node.Outputs[0];
        switch (node.Op)
        {
            case InputOp:
                values[y] = graph.Op("Placeholder").Set("dtype", TfDataType.Float).SetShape("shape", Dimensions(y.Shape)).Finish();
                break;
            case ConstantOp constant:
                values[y] = graph.Constant(Dimensions(y.Shape), [.. constant.Values.Select(v => (float)v)]);
                break;
            case VariableOp variable:
                values[y] = graph.Op("ReadVariableOp").Input(handles(variable.Variable)).Set("dtype", TfDataType.Float).Finish();
                break;
            case UnaryOp unary:
                values[y] = Elementwise(unary.Function, Value(x[0]));
                break;
            case BinaryOp { Function: Binary.Equal or Binary.Less } comparison:
                conditions[y] = Pair(comparison.Function.ToString(), Value(x[0]), Value(x[1]));
                values[y] = Stopped(graph.Op("Cast").Input(conditions[y]).Set("DstT", TfDataType.Float).Finish());
                break;
            case BinaryOp { Function: Binary.Add }:
                values[y] = Add(Value(x[0]), x[0].Shape, Value(x[1]), x[1].Shape);
                break;
            case BinaryOp binary:
                values[y] = Pair(Type(binary.Function), Value(x[0]), Value(x[1]));
                break;
            case SelectOp:
                values[y] = Select(x[0], Value(x[1]), Value(x[2]));
                break;
            case ReduceOp reduce:
                values[y] = Reduce(reduce, Value(x[0]));
                break;
            case SizeOp size:
                values[y] = Size(size, x[0]);
                break;
            case MatMulOp product:
                values[y] = MatMul(product, x[0], x[1], y.Shape);
                break;
            case Conv1DOp conv:
                values[y] = Conv1D(conv, x[0], x[1], y.Shape);
                break;
            case SoftmaxOp:
                values[y] = graph.Op("Softmax").Input(Value(x[0])).Finish();
                break;
            case ReshapeOp:
                values[y] = Reshape(Value(x[0]), y.Shape);
                break;
            case TransposeOp transpose:
                values[y] = Transpose(Value(x[0]), transpose.Permutation.Span);
                break;
            case ConcatOp concat:
                values[y] = Concat([.. x.Select(Value)], concat.Axis);
                break;
            case SliceOp slice:
                values[y] = Slice(slice, x[0]);
                break;
            case PadOp pad:
                values[y] = Pad(pad, Value(x[0]), y.Rank);
                break;
            case SimpleRnnOp rnn:
                SimpleRnn(rnn, node);
                break;
            case GradientsOp:
                Differentiate(node);
                break;
            default:
                Define(node);
                break;
        }
    }

    // An op that this engine has no method for is lowered by its definition in elementary ops.
    private void Define(Node node)
    {
        Trace trace = new();
        KerasTensor[] inputs = [.. node.Inputs.Select((x, i) => trace.Input($"x{i}", x.Shape, InputSource.Data))];
        IReadOnlyList<KerasTensor> outputs;
        using (trace.Scope(node.Origin))
        {
            outputs = Definitions.TryDefine(node.Op, inputs) ?? throw Throw.NotSupported(
                $"{node.Origin} uses the op {node.Op.Word}, which the TensorFlow engine lacks. Use SimdEngine, or write it in other ops.");
        }

        for (int i = 0; i < inputs.Length; i++) values[inputs[i]] = Value(node.Inputs[i]);
        GraphProgram definition = new(trace, outputs);
        foreach (Node inner in definition.Nodes.Where(n => n.Op is not InputOp))
        {
            graph.Origin = node.Origin;
            Write(inner);
        }

        for (int i = 0; i < node.Outputs.Count; i++) values[node.Outputs[i]] = Identity(Value(outputs[i]));
    }

    private void Differentiate(Node node)
    {
        KerasTensor loss = node.Inputs[0];
        HashSet<KerasTensor> reached = ProgramUses.Reached(loss);
        KerasTensor[] xs = [.. node.Inputs.Skip(1)];
        TfTensor[] asked = [.. xs.Where(reached.Contains).Select(Value)];
        TfTensor?[] slopes = asked.Length == 0 ? [] : graph.Gradients(Value(loss), asked);
        for (int i = 0, next = 0; i < xs.Length; i++)
        {
            // A tensor that no path of this very output reaches has a gradient of zeros; TensorFlow refuses to say so.
            TfTensor? slope = reached.Contains(xs[i]) ? slopes[next++] : null;
            values[node.Outputs[i]] = slope ?? graph.Op("ZerosLike").Input(Value(xs[i])).Finish();
        }
    }

    // Ops whose result may be a view of their input's memory, followed back to a feed.
    private static bool MayBeFed(KerasTensor tensor) => tensor.Node!.Op switch
    {
        InputOp or GradientsOp => true,
        ReshapeOp or TransposeOp or SliceOp or ReduceOp or ConcatOp or PadOp or UnaryOp { Function: Unary.StopGradient } => tensor.Node.Inputs.Any(MayBeFed),
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
