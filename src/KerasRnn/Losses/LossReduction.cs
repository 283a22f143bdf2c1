namespace KerasRnn;

/// <summary>How the values of a loss become one number.</summary>
public enum LossReduction
{
    /// <summary>Σ values·weights / number of values. The weights are not in the divisor.</summary>
    SumOverBatchSize,

    /// <summary>The same as <see cref="SumOverBatchSize"/>, by Keras' other name.</summary>
    Mean,

    /// <summary>Σ values·weights.</summary>
    Sum,

    /// <summary>Σ values·weights / Σ weights; 0 if all weights are 0.</summary>
    MeanWithSampleWeight,

    /// <summary>values·weights, not reduced: a model reports their mean and trains on their sum.</summary>
    None,
}
