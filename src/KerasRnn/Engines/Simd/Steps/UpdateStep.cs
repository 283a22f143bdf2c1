using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>One pass of an update rule over a weight and its slots, in place.</summary>
internal sealed class UpdateStep : Step
{
    private readonly OptimizerRule rule;
    private readonly Location?[] operands = new Location?[Enum.GetValues<UpdateOperand>().Length];

    /// <summary>Makes the step.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="operands">Where its operands lie; those that the rule lacks are left out.</param>
    public UpdateStep(OptimizerRule rule, IReadOnlyDictionary<UpdateOperand, Location> operands)
    {
        this.rule = rule;
        foreach ((UpdateOperand operand, Location location) in operands) this.operands[(int)operand] = location;
    }

    public override void Run()
    {
        Span<float> g = Tensor(UpdateOperand.Gradient), w = Tensor(UpdateOperand.Weight), m = Tensor(UpdateOperand.FirstMoment), v = Tensor(UpdateOperand.SecondMoment);
        float lr = Number(UpdateOperand.LearningRate);
        switch (rule)
        {
            case OptimizerRule.Sgd:
                UpdateRules.Sgd(g, lr, w);
                break;
            case OptimizerRule.Momentum or OptimizerRule.Nesterov:
                UpdateRules.Momentum(g, lr, Number(UpdateOperand.Momentum), rule == OptimizerRule.Nesterov, m, w);
                break;
            case OptimizerRule.RmsProp:
                UpdateRules.RmsProp(
                    g, lr, Number(UpdateOperand.Rho), Number(UpdateOperand.OneMinusRho), Number(UpdateOperand.Momentum), Number(UpdateOperand.Epsilon), v, default, m, w);
                break;
            default:
                UpdateRules.Adam(
                    g, Number(UpdateOperand.CorrectedLearningRate), Number(UpdateOperand.OneMinusBeta1), Number(UpdateOperand.OneMinusBeta2), Number(UpdateOperand.Epsilon),
                    Number(UpdateOperand.WeightDecay), lr, m, v, Tensor(UpdateOperand.LargestSecondMoment), w);
                break;
        }
    }

    private Span<float> Tensor(UpdateOperand operand) => operands[(int)operand] is Location location ? location.Span : default;

    private float Number(UpdateOperand operand) => operands[(int)operand] is Location location ? location.Scalar : 0;
}
