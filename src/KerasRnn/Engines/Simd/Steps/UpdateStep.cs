using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>One pass of an update rule over a weight and its slots, in place. Letters as in the kernels; those that a rule lacks are null.</summary>
internal sealed class UpdateStep : Step
{
    public required OptimizerRule Rule { get; init; }

    public required Location Gradient { get; init; }

    public required Location Weight { get; init; }

    public Location? First { get; init; }

    public Location? Second { get; init; }

    public Location? Largest { get; init; }

    public Location? LearningRate { get; init; }

    public Location? Alpha { get; init; }

    public Location? Decay { get; init; }

    public Location? Momentum { get; init; }

    public Location? Rho { get; init; }

    public Location? OneMinusRho { get; init; }

    public Location? OneMinusBeta1 { get; init; }

    public Location? OneMinusBeta2 { get; init; }

    public Location? Epsilon { get; init; }

    public override void Run()
    {
        Span<float> g = Gradient.Span, w = Weight.Span, m = Span(First), v = Span(Second);
        float lr = Number(LearningRate);
        switch (Rule)
        {
            case OptimizerRule.Sgd:
                UpdateRules.Sgd(g, lr, w);
                break;
            case OptimizerRule.Momentum or OptimizerRule.Nesterov:
                UpdateRules.Momentum(g, lr, Number(Momentum), Rule == OptimizerRule.Nesterov, m, w);
                break;
            case OptimizerRule.RmsProp:
                UpdateRules.RmsProp(g, lr, Number(Rho), Number(OneMinusRho), Number(Momentum), Number(Epsilon), v, default, m, w);
                break;
            default:
                UpdateRules.Adam(
                    g, Number(Alpha), Number(OneMinusBeta1), Number(OneMinusBeta2), Number(Epsilon), Number(Decay), lr, m, v, Span(Largest), w);
                break;
        }
    }

    private static Span<float> Span(Location? location) => location is null ? default : location.Span;

    private static float Number(Location? location) => location is null ? 0 : location.Scalar;
}
