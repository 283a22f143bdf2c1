namespace KerasRnn.Engines.Simd.Steps;

/// <summary>Update rules that have a kernel.</summary>
internal enum OptimizerRule
{
    /// <summary>w - lr·g.</summary>
    Sgd,

    /// <summary>A step of the running momentum.</summary>
    Momentum,

    /// <summary>A step of the momentum to come.</summary>
    Nesterov,

    /// <summary>A step over the root of the running mean of squares, with or without momentum.</summary>
    RmsProp,

    /// <summary>A step of the first moment over the root of the second, with or without amsgrad and decoupled decay.</summary>
    Adam,
}
