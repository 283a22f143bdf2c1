using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>Elements of an axis: a view where they lie side by side, else a copy.</summary>
internal sealed class SliceOperation : SimdOperation<SliceOp>
{
    public override long? ViewOffset(Node node)
    {
        SliceOp op = (SliceOp)node.Op;
        Shape shape = node.Outputs[0].Shape;
        if (op.Step != 1 && op.Count != 1) return null;
        for (int axis = 0; axis < op.Axis; axis++)
        {
            if (shape[axis] != 1) return null;
        }

        long offset = op.Start;
        for (int axis = op.Axis + 1; axis < shape.Rank; axis++) offset *= shape[axis];
        return offset;
    }

    protected override KerasTensor?[] Differentiate(SliceOp op, Node node, KerasTensor?[] g, bool[] wanted) =>
        [Apply(new PlaceOp(op.Axis, op.Start, op.Step, node.Inputs[0].Shape[op.Axis]), g[0]!)];

    protected override void Emit(SliceOp op, Node node, Emitter emitter)
    {
        KerasTensor x = node.Inputs[0], y = node.Outputs[0];
        emitter.Add(new StridedStep(y.Shape, StridedView.Of(emitter.Read(x), x.Shape).From(op.Axis, op.Start, op.Step), StridedView.Of(emitter.Write(y), y.Shape)));
    }
}

/// <summary>A slice's elements at their places, zeros between them.</summary>
internal sealed class PlaceOperation : SimdOperation<PlaceOp>
{
    protected override void Emit(PlaceOp op, Node node, Emitter emitter)
    {
        KerasTensor x = node.Inputs[0], y = node.Outputs[0];
        emitter.Add(new StridedStep(x.Shape, StridedView.Of(emitter.Read(x), x.Shape), StridedView.Of(emitter.Write(y), y.Shape).From(op.Axis, op.Start, op.Step), 0));
    }
}
