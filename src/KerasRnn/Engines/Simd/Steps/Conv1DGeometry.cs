using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>The sizes of a correlation while its batch is a symbol.</summary>
internal sealed record Conv1DGeometry(Conv1DOp Op, Shape Input, Shape Kernel)
{
    public ConvShape At(int batch) => new(
        Input.At(batch)[0], Input[1], Input[2], Kernel[0], Kernel[2], Op.Stride, Op.Dilation, Op.Groups);

    /// <summary>Multiply-adds of one of the three products.</summary>
    public long Work(ConvShape shape) => (long)shape.Batch * shape.OutputSteps * Kernel.CountPerRow;
}
