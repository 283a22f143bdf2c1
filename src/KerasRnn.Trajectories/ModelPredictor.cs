using System.Numerics.Tensors;

namespace KerasRnn.Trajectories;

/// <summary>
/// A trained model as <c>window -> next position</c>, so that rollouts, horizons and errors are those of every other predictor. Made by
/// <see cref="ModelPredictorExtensions.ToPredictor"/>.
/// </summary>
public sealed class ModelPredictor : Predictor
{
    // Large enough to amortise a call, small enough to stay in the cache.
    private const int Batch = 256;

    private readonly Model model;

    internal ModelPredictor(Model model, string name, int window, int ahead, int coordinates)
        : base(name, window, ahead, coordinates) => this.model = model;

    /// <inheritdoc/>
    public override int Parameters => model.CountParams();

    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<double> windows, int count, Span<double> next)
    {
        int size = Window * Coordinates;
        float[] inputs = new float[Math.Min(Batch, count) * size];
        float[] outputs = new float[Math.Min(Batch, count) * Coordinates];
        for (int from = 0; from < count; from += Batch)
        {
            int rows = Math.Min(Batch, count - from);
            TensorPrimitives.ConvertChecked(windows.Slice(from * size, rows * size), inputs.AsSpan(0, rows * size));
            model.PredictOnBatch(inputs.AsSpan(0, rows * size), rows, outputs.AsSpan(0, rows * Coordinates));
            TensorPrimitives.ConvertChecked<float, double>(outputs.AsSpan(0, rows * Coordinates), next.Slice(from * Coordinates, rows * Coordinates));
        }
    }
}
