namespace KerasRnn.Goldens.LayerCases;

/// <summary>What a call gave.</summary>
internal sealed record CallResult(
    IReadOnlyList<double[]?> Masks, IReadOnlyList<(int[] Shape, double[] Values)> Outputs, IReadOnlyList<double> Losses, CallGradients Gradients, CallGradients LossGradients);

/// <summary>Gradients by what they belong to; null where nothing flows.</summary>
internal sealed record CallGradients(double[]?[] Inputs, double[]?[] InitialStates, double[]?[] Weights);
