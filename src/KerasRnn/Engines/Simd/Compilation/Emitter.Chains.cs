using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

internal sealed partial class Emitter
{
    // Long enough that a call costs little, short enough that a handful of temporaries stays in the first cache.
    private const int BlockTarget = 512;
    private const int LongestTile = 4096;

    private void EmitChain() => Add(new ChainEmission(this, Group).Build());

    private void EmitUpdate(OptimizerMatch match) => Add(new UpdateStep(match.Rule, match.Operands.ToDictionary(operand => operand.Key, operand => Read(operand.Value))));

    /// <summary>One chain while it is built.</summary>
    private sealed class ChainEmission
    {
        private readonly Emitter emitter;
        private readonly FusionGroup group;
        private readonly Dictionary<KerasTensor, ChainOperand> values = [];
        private readonly Dictionary<KerasTensor, int> lastUse = [];
        private readonly List<StridedStep> spread = [];
        private readonly List<ChainInstruction> instructions = [];
        private readonly Stack<ChainOperand> free = [];
        private readonly int block;

        public ChainEmission(Emitter emitter, FusionGroup group)
        {
            this.emitter = emitter;
            this.group = group;
            int period = 1;
            for (int i = 0; i < group.Nodes.Count; i++)
            {
                Node node = group.Nodes[i];
                for (int slot = 0; slot < node.Inputs.Count; slot++)
                {
                    KerasTensor source = emitter.graph.Unbroadcast(node.Inputs[slot]);
                    lastUse[emitter.graph.Root(source).Root] = i;
                    if (IsTile(source, node, slot)) period = Lcm(period, source.Shape.CountPerRow);
                }
            }

            block = period >= BlockTarget ? period : BlockTarget / period * period;
        }

        private FlatGraph Graph => emitter.graph;

        public ChainStep Build()
        {
            List<(ChainOperand From, ChainOperand To)> late = [];
            for (int i = 0; i < group.Nodes.Count; i++)
            {
                Node node = group.Nodes[i];
                ChainOperand[] operands = [.. node.Inputs.Select((x, slot) => Operand(x, node, slot))];
                Release(node, i);
                KerasTensor y = node.Outputs[0];
                ChainOperand destination;
                if (!IsStored(y))
                {
                    destination = Temporary();
                }
                else if (IsReadLater(y, i))
                {
                    // The old value in this place still has readers further down the chain.
                    destination = Temporary();
                    late.Add((destination, new ChainOperand(emitter.Write(y), ChainAccess.Advancing)));
                }
                else
                {
                    destination = new ChainOperand(emitter.Write(y), ChainAccess.Advancing);
                    OfferHandovers(y, i);
                }

                values.Add(y, destination);
                instructions.Add(Graph.Operations.Of(node).Instruct(node.Op, operands, destination));
            }

            foreach ((ChainOperand from, ChainOperand to) in late) instructions.Add(new ChainInstruction(ChainFunction.Copy, 0, from, null, null, to));
            return new ChainStep([.. spread], [.. instructions], block, Size());
        }

        private ChainOperand Operand(KerasTensor input, Node node, int slot)
        {
            KerasTensor source = Graph.Unbroadcast(input), root = Graph.Root(source).Root;
            if (values.TryGetValue(root, out ChainOperand? inner))
            {
                return Graph.ReadsWhole(node, input) ? inner : throw Throw.Operation($"A chain reads a part of {root}, which it computes itself. This is a mistake in the engine.");
            }

            Location location = emitter.Read(source);
            Shape whole = node.Outputs[0].Shape;
            if (IsTile(source, node, slot)) return new ChainOperand(location, ChainAccess.Tile);
            if (Broadcasting.Of(source.Shape, whole) == Broadcast.None) return new ChainOperand(location, ChainAccess.Advancing);
            Location written = emitter.Scratch(whole);
            spread.Add(new StridedStep(whole, StridedView.Repeated(location, source.Shape, whole), StridedView.Of(written, whole)));
            return new ChainOperand(written, ChainAccess.Advancing);
        }

        private bool IsTile(KerasTensor source, Node node, int slot) =>
            Broadcasting.Of(source.Shape, node.Outputs[0].Shape) == Broadcast.Tiled
            && source.Shape.CountPerRow <= LongestTile
            && Graph.Operations.Of(node).ReadsTiles(slot);

        private bool IsStored(KerasTensor y) => Graph.IsResult(y) || Graph.Consumers(y).Any(c => emitter.groups.Of(c) != group);

        // Whether an instruction behind this one still reads the memory that the result goes to.
        private bool IsReadLater(KerasTensor y, int index)
        {
            Storage storage = emitter.map.Of(y);
            return storage.Block is not null && lastUse.Any(use => use.Value > index && !ReferenceEquals(use.Key, y) && IsSamePlace(emitter.map.Of(use.Key), storage));
        }

        private static bool IsSamePlace(Storage a, Storage b) => ReferenceEquals(a.Block, b.Block) && a.Offset == b.Offset;

        private void OfferHandovers(KerasTensor y, int index)
        {
            foreach ((KerasTensor root, int last) in lastUse)
            {
                if (last <= index && !values.ContainsKey(root) && group.Nodes.TrueForAll(n => ReadsAdvancing(n, root))) emitter.map.OfferHandover(root, y, group.Order);
            }
        }

        private bool ReadsAdvancing(Node node, KerasTensor root) => node.Inputs.All(x =>
            Graph.Unbroadcast(x) is KerasTensor source && (Graph.Root(source) is var (at, offset))
            && (!ReferenceEquals(at, root) || (offset == 0 && Broadcasting.Of(source.Shape, node.Outputs[0].Shape) == Broadcast.None)));

        private ChainOperand Temporary() => free.TryPop(out ChainOperand? slot)
            ? slot
            : new ChainOperand(emitter.Scratch(new Shape(block)), ChainAccess.Temporary);

        // Temporaries whose last reader is this node serve again, also for its own result.
        private void Release(Node node, int index)
        {
            foreach (KerasTensor root in node.Inputs.Select(x => Graph.Root(x).Root).Distinct())
            {
                if (values.TryGetValue(root, out ChainOperand? slot) && lastUse[root] == index && !IsStored(root)) free.Push(slot);
            }
        }

        // Any tensor of full size tells a run how many elements there are.
        private Location Size() => emitter.Write(group.Nodes.Select(n => n.Outputs[0]).First(IsStored));

        private static int Lcm(int a, int b)
        {
            int x = a, y = b;
            while (y != 0) (x, y) = (y, x % y);
            return a / x * b;
        }
    }
}
