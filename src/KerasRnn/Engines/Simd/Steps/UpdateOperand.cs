namespace KerasRnn.Engines.Simd.Steps;

/// <summary>What an update rule reads or writes: tensors of the weight's shape first, then scalars.</summary>
internal enum UpdateOperand
{
    /// <summary>w.</summary>
    Weight,

    /// <summary>g.</summary>
    Gradient,

    /// <summary>m: the momentum, or the running mean of gradients.</summary>
    FirstMoment,

    /// <summary>v: the running mean of squared gradients.</summary>
    SecondMoment,

    /// <summary>The largest v so far.</summary>
    LargestSecondMoment,

    /// <summary>lr.</summary>
    LearningRate,

    /// <summary>lr with Adam's corrections of both means.</summary>
    CorrectedLearningRate,

    /// <summary>The share of a weight that is lost per step, before lr.</summary>
    WeightDecay,

    /// <summary>µ.</summary>
    Momentum,

    /// <summary>ρ.</summary>
    Rho,

    /// <summary>1 - ρ.</summary>
    OneMinusRho,

    /// <summary>1 - β1.</summary>
    OneMinusBeta1,

    /// <summary>1 - β2.</summary>
    OneMinusBeta2,

    /// <summary>ε.</summary>
    Epsilon,
}
