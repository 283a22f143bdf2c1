using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>Which memory each tensor of a program lies in: a variable's slab, the constants, or the program's arena.</summary>
internal sealed class MemoryMap(FlatGraph graph, VariableMemory variables)
{
    private readonly Dictionary<KerasTensor, Storage> storages = [];
    private readonly Dictionary<KerasTensor, Location> locations = [];
    private readonly HashSet<(KerasTensor, Variable)> inPlace = [];
    private readonly List<(Storage From, Storage To, int Step)> handovers = [];

    public Arena Arena { get; } = new();

    /// <summary>Blocks that the program owns beside its arena.</summary>
    public List<NativeBlock> Constants { get; } = [];

    /// <summary>Scalars that depend on the batch alone.</summary>
    public List<BatchSize> Sizes { get; } = [];

    /// <summary>The storage of a tensor that is not a view.</summary>
    public Storage Of(KerasTensor root)
    {
        if (!storages.TryGetValue(root, out Storage? storage)) storages.Add(root, storage = Make(root));
        return storage;
    }

    /// <summary>Lets a computed tensor lie in the memory of a variable.</summary>
    public void PlaceIn(KerasTensor root, Variable variable)
    {
        storages.Add(root, Slab(variable));
        inPlace.Add((root, variable));
    }

    /// <summary>Whether a computed tensor lies in the memory of a variable.</summary>
    public bool IsIn(KerasTensor root, Variable variable) => inPlace.Contains((root, variable));

    public Location Locate(KerasTensor tensor)
    {
        if (locations.TryGetValue(tensor, out Location? location)) return location;
        (KerasTensor root, long offset) = graph.Root(tensor);
        location = Arena.Locate(Of(root), offset, tensor.Shape);
        locations.Add(tensor, location);
        return location;
    }

    public Location Locate(Variable variable) => Arena.Locate(Slab(variable), 0, variable.Shape);

    /// <summary>Memory that one step alone uses.</summary>
    public Location Scratch(Shape shape, int step)
    {
        Storage storage = Arena.Add(shape);
        storage.Use(step);
        return Arena.Locate(storage, 0, shape);
    }

    /// <summary>Notes that a step may write one tensor over another one, if nobody reads that later.</summary>
    public void OfferHandover(KerasTensor from, KerasTensor to, int step)
    {
        (KerasTensor root, long offset) = graph.Root(from);
        if (offset == 0) handovers.Add((Of(root), Of(to), step));
    }

    /// <summary>Decides about handovers, when all uses are known.</summary>
    public void SettleHandovers()
    {
        HashSet<Storage> given = [];
        foreach ((Storage from, Storage to, int step) in handovers)
        {
            bool planned = from.Block is null && to.Block is null && !from.IsPinned && !to.IsPinned;
            bool sameSize = from.Shape.HasBatch == to.Shape.HasBatch && from.Shape.CountPerRow == to.Shape.CountPerRow;
            if (planned && sameSize && from.Last == step && to.First == step && from.First < step && to.TakesOver is null && given.Add(from)) to.TakesOver = from;
        }
    }

    private Storage Make(KerasTensor root)
    {
        switch (root.Node!.Op)
        {
            case VariableOp op:
                return Slab(op.Variable);
            case ConstantOp op:
                NativeBlock block = new(op.Values.Count);
                Constants.Add(block);
                Span<float> values = block.Slice(0, op.Values.Count);
                for (int i = 0; i < values.Length; i++) values[i] = (float)op.Values[i];
                return new Storage(root.Shape) { Block = block };
            case InputOp:
                Storage input = Arena.Add(root.Shape);
                input.IsPinned = true;
                return input;
            case SizeOp op:
                Storage size = Arena.Add(root.Shape);
                size.IsPinned = true;
                Sizes.Add(new BatchSize(op, root.Node.Inputs[0].Shape, Arena.Locate(size, 0, root.Shape)));
                return size;
            default:
                return Arena.Add(root.Shape);
        }
    }

    private Storage Slab(Variable variable)
    {
        (Slab slab, long offset) = variables.Find(variable);
        return new Storage(variable.Shape) { Block = slab.Block, Offset = offset };
    }
}
