using KerasRnn.Engines.Simd.Gradients;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

internal sealed partial class Emitter
{
    private void EmitStrided(Node node)
    {
        KerasTensor x = node.Inputs[0], y = node.Outputs[0];
        StridedView to = StridedView.Of(Write(y), y.Shape);
        switch (node.Op)
        {
            case TransposeOp op:
                steps.Add(new StridedStep(y.Shape, Whole(x).Permuted(op.Permutation), to));
                break;
            case SliceOp op:
                steps.Add(new StridedStep(y.Shape, Whole(x).From(op.Axis, op.Start, op.Step), to));
                break;
            case PadOp op:
                steps.Add(new StridedStep(x.Shape, Whole(x), to.From(op.Axis, op.Before, 1), (float)op.Value));
                break;
            case PlaceOp op:
                steps.Add(new StridedStep(x.Shape, Whole(x), to.From(op.Axis, op.Start, op.Step), 0));
                break;
            case ConcatOp op:
                int start = 0;
                foreach (KerasTensor part in node.Inputs)
                {
                    steps.Add(new StridedStep(part.Shape, Whole(part), to.From(op.Axis, start, 1)));
                    start += part.Shape[op.Axis];
                }

                break;
            default:
                throw Throw.NotSupported($"{node.Origin}: the simd engine does not know the op {node.Op.Word}. Write it in ops of the set.");
        }

        StridedView Whole(KerasTensor tensor) => StridedView.Of(Read(tensor), tensor.Shape);
    }

    // Runs of neighbouring axes, the last one first; the shape between two runs keeps the axes that are still to go.
    private void EmitReduce(ReduceOp op, Node node)
    {
        if (unit.Nodes.Find(FlatGraph.IsElementwise) is Node product)
        {
            Location a = ReadSeen(product.Inputs[0]);
            steps.Add(new SumStep(a, product.Inputs.Count > 1 ? ReadSeen(product.Inputs[1]) : null, Write(node.Outputs[0])));
            return;
        }

        Shape shape = node.Inputs[0].Shape;
        Location x = Read(node.Inputs[0]);
        Location y = Write(node.Outputs[0]);
        int last = op.Axes.Count - 1;
        if (last < 0)
        {
            steps.Add(new CopyStep(x, y));
            return;
        }

        while (last >= 0)
        {
            int first = last;
            while (first > 0 && op.Axes[first - 1] == op.Axes[first] - 1) first--;
            Shape rest = shape;
            for (int axis = op.Axes[last]; axis >= op.Axes[first]; axis--) rest = rest.Without(axis);
            Location to = first == 0 ? y : map.Scratch(rest, unit.Order);
            steps.Add(new ReduceStep(op.Function, shape, op.Axes[first], last - first + 1, x, to));
            (shape, x, last) = (rest, to, first - 1);
        }
    }

    private Location ReadSeen(KerasTensor tensor) => Read(graph.Seen(tensor));
}
