using KerasRnn.Engines.Simd.Kernels;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>Elements copied from a view of one tensor to a view of another: slices, concatenations, permutations, broadcasts.</summary>
internal sealed class StridedStep : Step
{
    private readonly Shape shape;
    private readonly StridedView from;
    private readonly StridedView to;
    private readonly int[] dimensions;
    private readonly float? fill;

    /// <summary>Makes the step.</summary>
    /// <param name="shape">What both views show.</param>
    /// <param name="from">The source.</param>
    /// <param name="to">The destination.</param>
    /// <param name="fill">What the whole destination is filled with before, if anything.</param>
    public StridedStep(Shape shape, StridedView from, StridedView to, float? fill = null)
    {
        this.shape = shape;
        this.from = from;
        this.to = to;
        this.fill = fill;
        dimensions = new int[shape.Rank];
    }

    public override void Bind(int batch) => Broadcasting.At(shape, batch, dimensions);

    public override void Run()
    {
        Span<float> y = to.Location.Span;
        if (fill is float value) y.Fill(value);
        Strided.Copy(from.Location.Span, from.Offset, from.Strides, dimensions, y, to.Offset, to.Strides);
    }
}
