namespace KerasRnn.Trajectories;

/// <summary>What trajectories add to models.</summary>
public static class ModelExtensions
{
    /// <summary>
    /// The model as <c>window -> next position</c>, for rollouts, horizons and errors. It stays the same model: train on, and the predictor predicts what the model has learnt by then.
    /// </summary>
    /// <param name="model">A built model with one input [batch, window, coordinates] and one output [batch, coordinates].</param>
    /// <param name="window">Points in a window; the model's own number of time steps unless it leaves them open.</param>
    /// <param name="ahead">Steps from the last point of a window to the predicted one, as in the windows that it was trained on.</param>
    /// <param name="name">The name in tables and legends; null takes the model's.</param>
    /// <exception cref="ArgumentException">The model is not built, or its shapes do not fit.</exception>
    /// <example><code>Rollout rollout = model.ToPredictor(window: 8).Rollout(test);</code></example>
    public static Predictor ToPredictor(this Model model, int? window = null, int ahead = 1, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!model.Built || model.OutputShapes.Count != 1 || model.InputShape is not { Rank: 3 } input || model.OutputShapes[0] is not { Rank: 2 } output)
            throw Throw.ModelShapes(model);
        int points = window ?? input[1];
        if (points == Shape.Unknown)
            throw Throw.NoModelWindow(model, input);
        if (input[1] != Shape.Unknown && input[1] != points)
            throw Throw.ModelWindow(model, input[1], points);
        if (input[2] > 0 && input[2] != output[1])
            throw Throw.ModelCoordinates(model, input[2], output[1]);
        return new ModelPredictor(model, name ?? model.Name, points, ahead, output[1]);
    }
}
