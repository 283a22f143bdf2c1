using System.Buffers;
using System.Numerics.Tensors;

namespace KerasRnn.Trajectories;

/// <summary>A model as a predictor: windows [batch, window, coordinates] in, positions [batch, coordinates] out. See <see cref="ModelExtensions.ToPredictor"/>.</summary>
public sealed class ModelPredictor : Predictor
{
    private readonly Model model;

    internal ModelPredictor(Model model, string name, int window, int ahead, int coordinates)
        : base(name, window, ahead, coordinates) => this.model = model;

    /// <inheritdoc/>
    public override int Parameters => model.CountParams();

    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<double> windows, int count, Span<double> next)
    {
        float[] inputs = ArrayPool<float>.Shared.Rent(windows.Length), outputs = ArrayPool<float>.Shared.Rent(next.Length);
        TensorPrimitives.ConvertTruncating(windows, inputs.AsSpan(0, windows.Length));
        model.PredictOnBatch(inputs.AsSpan(0, windows.Length), count, outputs.AsSpan(0, next.Length));
        TensorPrimitives.ConvertTruncating<float, double>(outputs.AsSpan(0, next.Length), next);
        ArrayPool<float>.Shared.Return(inputs);
        ArrayPool<float>.Shared.Return(outputs);
    }
}
