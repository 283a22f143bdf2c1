using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>A correlation along time, with an epilogue; its two gradients are correlations of their own.</summary>
internal sealed class Conv1DOperation : SimdOperation<Conv1DOp>
{
    public override bool TakesEpilogue(Node node) => true;

    protected override KerasTensor?[] Differentiate(Conv1DOp op, Node node, KerasTensor?[] g, bool[] wanted)
    {
        KerasTensor x = node.Inputs[0], kernel = node.Inputs[1];
        return
        [
            wanted[0] ? Apply(new Conv1DInputGradientOp(op, x.Shape), g[0]!, kernel) : null,
            wanted[1] ? Apply(new Conv1DKernelGradientOp(op, kernel.Shape), x, g[0]!) : null,
        ];
    }

    protected override void Emit(Conv1DOp op, Node node, Emitter emitter)
    {
        KerasTensor x = node.Inputs[0], kernel = node.Inputs[1];
        (Location? bias, RecurrentActivation activation) = emitter.Epilogue();
        emitter.Add(new Conv1DStep(
            new Conv1DGeometry(op, x.Shape, kernel.Shape), emitter.Read(x), emitter.Read(kernel), bias, activation, emitter.Threads, emitter.Workspace, emitter.Write(emitter.Group.Result)));
    }
}

/// <summary>The gradient of a correlation for its input: operands g [B, T', F] and the kernel; output [B, T, C].</summary>
internal sealed record Conv1DInputGradientOp(Conv1DOp Forward, Shape Input) : Op
{
    public override Shape[] InferShapes(Operands<Shape> operands) => [Input];
}

/// <summary>Emits the gradient for the input.</summary>
internal sealed class Conv1DInputGradientOperation : SimdOperation<Conv1DInputGradientOp>
{
    protected override void Emit(Conv1DInputGradientOp op, Node node, Emitter emitter)
    {
        KerasTensor g = node.Inputs[0], kernel = node.Inputs[1];
        emitter.Add(new Conv1DInputGradientStep(
            new Conv1DGeometry(op.Forward, op.Input, kernel.Shape), emitter.Read(g), emitter.Read(kernel), emitter.Threads, emitter.Workspace, emitter.Write(node.Outputs[0])));
    }
}

/// <summary>The gradient of a correlation for its kernel: operands x [B, T, C] and g [B, T', F]; output [width, C/groups, F].</summary>
internal sealed record Conv1DKernelGradientOp(Conv1DOp Forward, Shape Kernel) : Op
{
    public override Shape[] InferShapes(Operands<Shape> operands) => [Kernel];
}

/// <summary>Emits the gradient for the kernel, with the sums of g's columns.</summary>
internal sealed class Conv1DKernelGradientOperation : SimdOperation<Conv1DKernelGradientOp>
{
    public override bool TakesColumnSums(Node node) => true;

    protected override void Emit(Conv1DKernelGradientOp op, Node node, Emitter emitter)
    {
        KerasTensor x = node.Inputs[0], g = node.Inputs[1];
        KerasTensor? sums = emitter.Group.ColumnSums?.Outputs[0];
        emitter.Add(new Conv1DKernelGradientStep(
            new Conv1DGeometry(op.Forward, x.Shape, op.Kernel), emitter.Read(x), emitter.Read(g), emitter.Workspace, sums is null ? null : emitter.Write(sums), emitter.Write(node.Outputs[0])));
    }
}

/// <summary>The sizes of a correlation while its batch is a symbol.</summary>
internal sealed record Conv1DGeometry(Conv1DOp Op, Shape Input, Shape Kernel)
{
    public ConvShape At(int batch) => new(
        Input.At(batch)[0], Input[1], Input[2], Kernel[0], Kernel[2], Op.Stride, Op.Dilation, Op.Groups);

    /// <summary>Multiply-adds of one of the three products.</summary>
    public long Work(ConvShape shape) => (long)shape.Batch * shape.OutputSteps * Kernel.CountPerRow;
}

/// <summary>y = φ(correlation of x and a kernel + bias).</summary>
internal sealed class Conv1DStep(
    Conv1DGeometry geometry, Location x, Location kernel, Location? bias, RecurrentActivation activation, int threads, Location workspace, Location y)
    : SharedStep(threads, workspace)
{
    private ConvShape shape;

    public override void Bind(int batch)
    {
        shape = geometry.At(batch);
        Share(shape.Batch, geometry.Work(shape), Conv1D.Workspace(shape));
    }

    public override void Part(int part, int lane)
    {
        (int first, int count) = Rows(part);
        int seen = shape.Steps * shape.Channels, made = shape.OutputSteps * shape.Filters;
        Conv1D.Forward(
            x.Span.Slice(first * seen, count * seen), kernel.Span, bias is null ? default : bias.Span, shape with { Batch = count },
            activation, Scratch(lane), y.Span.Slice(first * made, count * made));
    }
}

/// <summary>The gradient of a correlation for its input.</summary>
internal sealed class Conv1DInputGradientStep(Conv1DGeometry geometry, Location g, Location kernel, int threads, Location workspace, Location dx)
    : SharedStep(threads, workspace)
{
    private ConvShape shape;

    public override void Bind(int batch)
    {
        shape = geometry.At(batch);
        Share(shape.Batch, geometry.Work(shape), Conv1D.Workspace(shape));
    }

    public override void Part(int part, int lane)
    {
        (int first, int count) = Rows(part);
        int seen = shape.Steps * shape.Channels, made = shape.OutputSteps * shape.Filters;
        Conv1D.BackwardInput(
            g.Span.Slice(first * made, count * made), kernel.Span, shape with { Batch = count }, Scratch(lane), dx.Span.Slice(first * seen, count * seen));
    }
}

/// <summary>The gradient of a correlation for its kernel, and for its bias where it is wanted.</summary>
internal sealed class Conv1DKernelGradientStep(
    Conv1DGeometry geometry, Location x, Location g, Location workspace, Location? dBias, Location dKernel) : Step
{
    private ConvShape shape;

    public override long Workspace(int batch) => Conv1D.Workspace(shape);

    public override void Bind(int batch) => shape = geometry.At(batch);

    public override void Run() => Conv1D.BackwardKernel(x.Span, g.Span, shape, workspace.Span, dBias is null ? default : dBias.Span, dKernel.Span);
}
