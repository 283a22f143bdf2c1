using KerasRnn.Engines.Simd.Gradients;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>Turns units into steps and notes, on the way, from which step to which one every storage is alive.</summary>
internal sealed partial class Emitter
{
    private readonly FlatGraph graph;
    private readonly UnitGraph units;
    private readonly MemoryMap map;
    private readonly int threads;
    private readonly List<Step> steps = [];
    private Unit unit = null!;

    public Emitter(FlatGraph graph, UnitGraph units, MemoryMap map, int threads)
    {
        this.threads = threads;
        this.graph = graph;
        this.units = units;
        this.map = map;
    }

    public IReadOnlyList<Step> Steps => steps;

    /// <summary>Scratch that all steps share, one after the other.</summary>
    public Location Workspace { get; } = new();

    public void Emit(Unit next)
    {
        unit = next;
        if (next.IsChain)
        {
            if (next.Rule is OptimizerMatch match && match.Targets.All(t => map.IsIn(t.Value, t.Key))) EmitUpdate(match);
            else EmitChain();
            return;
        }

        Node node = next.Nodes.Find(n => n.Op is MatMulOp or Conv1DKernelGradientOp) ?? next.Nodes.First(n => !FlatGraph.IsElementwise(n));
        switch (node.Op)
        {
            case MatMulOp op:
                EmitMatMul(op, node);
                break;
            case Conv1DOp op:
                EmitConv1D(op, node);
                break;
            case Conv1DInputGradientOp op:
                steps.Add(new Conv1DInputGradientStep(
                    new Conv1DGeometry(op.Forward, op.Input, node.Inputs[1].Shape), Read(node.Inputs[0]), Read(node.Inputs[1]), threads, Workspace, Write(node.Outputs[0])));
                break;
            case Conv1DKernelGradientOp op:
                EmitConv1DKernelGradient(op, node);
                break;
            case SimpleRnnOp op:
                EmitSimpleRnn(op, node);
                break;
            case SimpleRnnBackwardOp op:
                EmitSimpleRnnBackward(op, node);
                break;
            case SoftmaxOp:
                steps.Add(new SoftmaxStep(Read(node.Inputs[0]), node.Inputs[0].Shape.Last, Write(node.Outputs[0])));
                break;
            case SoftmaxGradientOp:
                steps.Add(new SoftmaxGradientStep(Read(node.Inputs[0]), Read(node.Inputs[1]), node.Inputs[0].Shape.Last, Write(node.Outputs[0])));
                break;
            case ReduceOp op:
                EmitReduce(op, node);
                break;
            default:
                EmitStrided(node);
                break;
        }
    }

    /// <summary>Copies new values that could not be computed in place, after everything has been read.</summary>
    public void EmitCopies(List<KeyValuePair<Variable, KerasTensor>> updates, int order)
    {
        foreach ((Variable variable, KerasTensor value) in updates)
        {
            map.Of(graph.Root(value).Root).Use(order);
            steps.Add(new CopyStep(map.Locate(value), map.Locate(variable)));
        }
    }

    private Location Read(KerasTensor tensor)
    {
        map.Of(graph.Root(tensor).Root).Use(unit.Order);
        return map.Locate(tensor);
    }

    private Location Write(KerasTensor tensor)
    {
        map.Of(tensor).Use(unit.Order);
        return map.Locate(tensor);
    }

    private Location? WriteIfUsed(KerasTensor tensor) => graph.IsUsed(tensor) ? Write(tensor) : null;
}
