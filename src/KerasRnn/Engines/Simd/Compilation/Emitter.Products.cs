using KerasRnn.Engines.Simd.Gradients;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

internal sealed partial class Emitter
{
    private void EmitMatMul(MatMulOp op, Node node)
    {
        KerasTensor a = node.Inputs[0], b = node.Inputs[1], c = node.Outputs[0];
        if (b.Rank == 2 && op.TransposeA && !op.TransposeB)
        {
            KerasTensor? sums = unit.Nodes.Find(n => n.Op is ReduceOp)?.Outputs[0];
            steps.Add(new TransposedProductStep(
                Read(a), Read(b), a.Shape[1], b.Shape[1], threads, Workspace, sums is null ? null : Write(sums), Write(c)));
        }
        else if (b.Rank == 2 && !op.TransposeA)
        {
            (Location? bias, RecurrentActivation activation, KerasTensor result) = Epilogue(node);
            steps.Add(new ProductStep(Read(a), Read(b), bias, a.Shape.Last, c.Shape.Last, op.TransposeB, activation, threads, Workspace, Write(result)));
        }
        else
        {
            steps.Add(new BatchedProductStep(op, Read(a), Read(b), c.Shape, op.TransposeA ? a.Shape[-2] : a.Shape[-1], Workspace, Write(c)));
        }
    }

    private void EmitConv1D(Conv1DOp op, Node node)
    {
        KerasTensor x = node.Inputs[0], kernel = node.Inputs[1];
        (Location? bias, RecurrentActivation activation, KerasTensor result) = Epilogue(node);
        steps.Add(new Conv1DStep(
            new Conv1DGeometry(op, x.Shape, kernel.Shape), Read(x), Read(kernel), bias, activation, threads, Workspace, Write(result)));
    }

    private void EmitConv1DKernelGradient(Conv1DKernelGradientOp op, Node node)
    {
        KerasTensor x = node.Inputs[0], g = node.Inputs[1];
        KerasTensor? sums = unit.Nodes.Find(n => n.Op is ReduceOp)?.Outputs[0];
        steps.Add(new Conv1DKernelGradientStep(
            new Conv1DGeometry(op.Forward, x.Shape, op.Kernel), Read(x), Read(g), Workspace, sums is null ? null : Write(sums), Write(node.Outputs[0])));
    }

    private void EmitSimpleRnn(SimpleRnnOp op, Node node)
    {
        KerasTensor z = node.Inputs[0], states = node.Outputs[0];
        Location seen = Read(z);
        map.OfferHandover(z, states, unit.Order);
        steps.Add(new SimpleRnnStep(
            op.Activation, z.Shape[1], z.Shape[2], seen, Read(node.Inputs[1]), op.HasInitialState ? Read(node.Inputs[2]) : null,
            threads, Workspace, Write(states), WriteIfUsed(node.Outputs[1])));
    }

    private void EmitSimpleRnnBackward(SimpleRnnBackwardOp op, Node node)
    {
        int next = 2;
        KerasTensor states = node.Inputs[0], dz = node.Outputs[0];
        Location? initial = op.HasInitialState ? Read(node.Inputs[next++]) : null;
        if (op.HasStatesGradient) map.OfferHandover(node.Inputs[next], dz, unit.Order);
        Location? dStates = op.HasStatesGradient ? Read(node.Inputs[next++]) : null;
        Location? dLast = op.HasLastGradient ? Read(node.Inputs[next]) : null;
        steps.Add(new SimpleRnnBackwardStep(
            op.Activation, states.Shape[1], states.Shape[2], Read(states), Read(node.Inputs[1]), initial, dStates, dLast,
            threads, Workspace, Write(dz), WriteIfUsed(node.Outputs[1]), WriteIfUsed(node.Outputs[2])));
    }

    // What was fused behind a product: a bias, an activation, or both.
    private (Location? Bias, RecurrentActivation Activation, KerasTensor Result) Epilogue(Node product)
    {
        Location? bias = null;
        RecurrentActivation activation = RecurrentActivation.Linear;
        KerasTensor result = product.Outputs[0];
        foreach (Node node in unit.Nodes.Where(n => n != product))
        {
            if (node.Op is UnaryOp unary) activation = Fusion.Activation(unary.Function)!.Value;
            else bias = Read(node.Inputs[1]);
            result = node.Outputs[0];
        }

        return (bias, activation, result);
    }
}
