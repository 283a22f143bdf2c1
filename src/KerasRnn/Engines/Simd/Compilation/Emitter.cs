using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>Turns groups into steps and notes, on the way, from which step to which one every storage is alive. Operations ask it for places and give it steps.</summary>
internal sealed partial class Emitter
{
    private readonly FlatGraph graph;
    private readonly FusionGraph groups;
    private readonly MemoryMap map;
    private readonly List<Step> steps = [];

    public Emitter(FlatGraph graph, FusionGraph groups, MemoryMap map, int threads)
    {
        Threads = threads;
        this.graph = graph;
        this.groups = groups;
        this.map = map;
    }

    public IReadOnlyList<Step> Steps => steps;

    /// <summary>The most threads that a step may use.</summary>
    public int Threads { get; }

    /// <summary>Scratch that all steps share, one after the other.</summary>
    public Location Workspace { get; } = new();

    /// <summary>The group whose step is being made.</summary>
    public FusionGroup Group { get; private set; } = null!;

    public void Emit(FusionGroup next)
    {
        Group = next;
        if (!next.IsChain) graph.Operations.Of(next.Head).Emit(next.Head, this);
        else if (next.Rule is OptimizerMatch match && match.Targets.All(t => map.IsIn(t.Value, t.Key))) EmitUpdate(match);
        else EmitChain();
    }

    /// <summary>Copies new values that could not be computed in place, after everything has been read.</summary>
    public void EmitCopies(List<KeyValuePair<Variable, KerasTensor>> updates, int order)
    {
        foreach ((Variable variable, KerasTensor value) in updates)
        {
            map.Of(graph.Root(value).Root).Use(order);
            Add(new CopyStep(map.Locate(value), map.Locate(variable)));
        }
    }

    public void Add(Step step) => steps.Add(step);

    /// <summary>Where a tensor lies that the step reads as it is.</summary>
    public Location Read(KerasTensor tensor)
    {
        if (graph.Unbroadcast(tensor) != tensor) throw Throw.Operation($"{tensor} is repeated by a step that reads it as it is. This is a mistake in the engine.");
        map.Of(graph.Root(tensor).Root).Use(Group.Order);
        return map.Locate(tensor);
    }

    /// <summary>Where an operand lies, or null for one that is absent.</summary>
    public Location? ReadIfThere(KerasTensor? tensor) => tensor is null ? null : Read(tensor);

    /// <summary>Where a tensor lies whose repetition the step does by itself.</summary>
    public Location ReadUnbroadcast(KerasTensor tensor) => Read(graph.Unbroadcast(tensor));

    /// <summary>Where the step writes a tensor.</summary>
    public Location Write(KerasTensor tensor)
    {
        map.Of(tensor).Use(Group.Order);
        return map.Locate(tensor);
    }

    /// <summary>Where the step writes an output, or null if nobody looks at it.</summary>
    public Location? WriteIfUsed(KerasTensor tensor) => graph.IsUsed(tensor) ? Write(tensor) : null;

    /// <summary>Memory that this step alone uses.</summary>
    public Location Scratch(Shape shape) => map.Scratch(shape, Group.Order);

    /// <summary>Says that the step may write an output over one of its operands, if nobody reads that later and no other operand lies in the same memory.</summary>
    public void MayOverwrite(KerasTensor from, KerasTensor to)
    {
        KerasTensor root = graph.Root(from).Root;
        if (Group.Head.Inputs.Count(x => ReferenceEquals(graph.Root(x).Root, root)) == 1) map.OfferHandover(from, to, Group.Order);
    }

    /// <summary>What a product does behind its sums: adds a bias, applies an activation.</summary>
    public (Location? Bias, RecurrentActivation Activation) Epilogue() =>
        (ReadIfThere(Group.BiasAdd?.Inputs[1]), Group.Activation?.Op is UnaryOp unary ? Fusion.Activation(unary.Function)!.Value : RecurrentActivation.Linear);
}
