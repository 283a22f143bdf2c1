namespace KerasRnn.Trajectories;

/// <summary>From models and windows to predictors and datasets.</summary>
public static class ModelPredictorExtensions
{
    /// <summary>The model as a predictor of positions: input [batch, window, coordinates], output [batch, coordinates].</summary>
    /// <param name="model">A built model.</param>
    /// <param name="window">Points in a window; the model's own number of time steps unless it leaves them open.</param>
    /// <param name="ahead">How many steps ahead the model was trained to predict.</param>
    /// <param name="name">The name in tables; the model's unless given.</param>
    /// <exception cref="ArgumentException">The model is not built, or its shapes are not those of positions.</exception>
    /// <example><code>Rollout rollout = model.ToPredictor(window: 8).Rollout(test);</code></example>
    public static ModelPredictor ToPredictor(this Model model, int? window = null, int ahead = 1, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Shape? input = model.InputShape;
        if (input is not { Rank: 3 } || model.OutputShapes is not [{ Rank: 2 } output] || output.Last != input.Last)
        {
            throw Throw.NotAPredictor(model.ToString(), input?.ToString() ?? "nothing, since it is not built", string.Join(" and ", model.OutputShapes));
        }

        int length = window ?? input[1];
        if (length == Shape.Unknown || (input[1] != Shape.Unknown && input[1] != length)) throw Throw.PredictorWindow(model.ToString(), input.ToString(), window);
        return new ModelPredictor(model, name ?? model.Name, length, ahead, input.Last);
    }

    /// <summary>Windows and targets as a dataset, for <c>Fit</c> and its <c>validationData</c>.</summary>
    public static Dataset ToDataset(this TrajectoryWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return new Dataset(windows.Inputs, windows.Targets);
    }
}
