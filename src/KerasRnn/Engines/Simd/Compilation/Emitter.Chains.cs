using KerasRnn.Engines.Simd.Gradients;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

internal sealed partial class Emitter
{
    // Long enough that a call costs little, short enough that a handful of temporaries stays in the first cache.
    private const int BlockTarget = 512;
    private const int LongestRepeated = 4096;

    private void EmitChain() => steps.Add(new ChainEmission(this, unit).Build());

    private void EmitUpdate(OptimizerMatch match)
    {
        steps.Add(new UpdateStep
        {
            Rule = match.Rule,
            Gradient = Letter("g")!,
            Weight = Letter("w")!,
            First = Letter("m"),
            Second = Letter("v"),
            Largest = Letter("h"),
            LearningRate = Letter("lr"),
            Alpha = Letter("alpha"),
            Decay = Letter("wd"),
            Momentum = Letter("mu"),
            Rho = Letter("rho"),
            OneMinusRho = Letter("1-rho"),
            OneMinusBeta1 = Letter("1-b1"),
            OneMinusBeta2 = Letter("1-b2"),
            Epsilon = Letter("e"),
        });

        Location? Letter(string letter) => match.Letters.TryGetValue(letter, out KerasTensor? tensor) ? Read(tensor) : null;
    }

    /// <summary>One chain while it is built.</summary>
    private sealed class ChainEmission
    {
        private readonly Emitter emitter;
        private readonly Unit unit;
        private readonly Dictionary<KerasTensor, ChainOperand> values = [];
        private readonly Dictionary<KerasTensor, int> lastUse = [];
        private readonly List<StridedStep> spread = [];
        private readonly List<ChainInstruction> instructions = [];
        private readonly Stack<ChainOperand> free = [];
        private readonly int block;

        public ChainEmission(Emitter emitter, Unit unit)
        {
            this.emitter = emitter;
            this.unit = unit;
            int period = 1;
            for (int i = 0; i < unit.Nodes.Count; i++)
            {
                Node node = unit.Nodes[i];
                foreach (KerasTensor input in node.Inputs)
                {
                    KerasTensor seen = emitter.graph.Seen(input);
                    lastUse[emitter.graph.Root(seen).Root] = i;
                    if (IsRepeated(seen, node)) period = Lcm(period, seen.Shape.CountPerRow);
                }
            }

            block = period >= BlockTarget ? period : BlockTarget / period * period;
        }

        private FlatGraph Graph => emitter.graph;

        public ChainStep Build()
        {
            List<(ChainOperand From, ChainOperand To)> late = [];
            for (int i = 0; i < unit.Nodes.Count; i++)
            {
                Node node = unit.Nodes[i];
                ChainOperand[] operands = [.. node.Inputs.Select(x => Operand(x, node))];
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
                instructions.Add(Instruction(node, operands, destination));
            }

            foreach ((ChainOperand from, ChainOperand to) in late) instructions.Add(new ChainInstruction(ChainFunction.Copy, 0, from, null, null, to));
            return new ChainStep([.. spread], [.. instructions], block, Size());
        }

        private static ChainInstruction Instruction(Node node, ChainOperand[] x, ChainOperand y) => node.Op switch
        {
            UnaryOp op => new(ChainFunction.Unary, (int)op.Function, x[0], null, null, y),
            BinaryOp op => new(ChainFunction.Binary, (int)op.Function, x[0], x[1], null, y),
            UnaryGradientOp op => new(ChainFunction.Gradient, (int)op.Function, x[0], x[1], null, y),
            SelectOp => new(ChainFunction.Select, 0, x[0], x[1], x[2], y),
            _ => new(ChainFunction.Copy, 0, x[0], null, null, y),
        };

        private ChainOperand Operand(KerasTensor input, Node node)
        {
            KerasTensor seen = Graph.Seen(input), root = Graph.Root(seen).Root;
            if (values.TryGetValue(root, out ChainOperand? inner)) return inner;
            Location location = emitter.Read(seen);
            Shape whole = node.Outputs[0].Shape;
            if (IsRepeated(seen, node)) return new ChainOperand(location, ChainAccess.Repeated);
            if (Pattern.Of(seen.Shape, whole) == Repetition.None) return new ChainOperand(location, ChainAccess.Advancing);
            Location written = emitter.map.Scratch(whole, unit.Order);
            spread.Add(new StridedStep(whole, StridedView.Repeated(location, seen.Shape, whole), StridedView.Of(written, whole)));
            return new ChainOperand(written, ChainAccess.Advancing);
        }

        // A gradient's value has its full size in the kernel; whatever else repeats as a whole can stay small.
        private static bool IsRepeated(KerasTensor seen, Node node) =>
            Pattern.Of(seen.Shape, node.Outputs[0].Shape) == Repetition.Whole
            && seen.Shape.CountPerRow <= LongestRepeated
            && !(node.Op is UnaryGradientOp && ReferenceEquals(seen, node.Inputs[0]));

        private bool IsStored(KerasTensor y) => Graph.IsResult(y) || Graph.Consumers(y).Any(c => emitter.units.Of(c) != unit);

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
                if (last <= index && !values.ContainsKey(root) && unit.Nodes.TrueForAll(n => ReadsAdvancing(n, root))) emitter.map.OfferHandover(root, y, unit.Order);
            }
        }

        private bool ReadsAdvancing(Node node, KerasTensor root) => node.Inputs.All(x =>
            Graph.Seen(x) is KerasTensor seen && (Graph.Root(seen) is var (at, offset))
            && (!ReferenceEquals(at, root) || (offset == 0 && Pattern.Of(seen.Shape, node.Outputs[0].Shape) == Repetition.None)));

        private ChainOperand Temporary() => free.TryPop(out ChainOperand? slot)
            ? slot
            : new ChainOperand(emitter.map.Scratch(new Shape(block), unit.Order), ChainAccess.Temporary);

        // Temporaries whose last reader is this node serve again, also for its own result.
        private void Release(Node node, int index)
        {
            foreach (KerasTensor root in node.Inputs.Select(x => Graph.Root(x).Root).Distinct())
            {
                if (values.TryGetValue(root, out ChainOperand? slot) && lastUse[root] == index && !IsStored(root)) free.Push(slot);
            }
        }

        // Any tensor of full size tells a run how many elements there are.
        private Location Size() => emitter.Write(unit.Nodes.Select(n => n.Outputs[0]).First(IsStored));

        private static int Lcm(int a, int b)
        {
            int x = a, y = b;
            while (y != 0) (x, y) = (y, x % y);
            return a / x * b;
        }
    }
}
