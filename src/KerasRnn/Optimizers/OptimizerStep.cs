using KerasRnn.Graph;

namespace KerasRnn;

/// <summary>One training step while an optimizer writes its part: scalars of the step, slots, reads and assignments.</summary>
public sealed class OptimizerStep
{
    private readonly Func<Variable, string, double, Variable> slots;

    internal OptimizerStep(Trace trace, KerasTensor learningRate, KerasTensor iteration, Func<Variable, string, double, Variable> slots)
    {
        Trace = trace;
        LearningRate = learningRate;
        Iteration = iteration;
        this.slots = slots;
    }

    /// <summary>The trace that is being written.</summary>
    public Trace Trace { get; }

    /// <summary>The learning rate of this step, a scalar that the host feeds.</summary>
    public KerasTensor LearningRate { get; }

    /// <summary>t: the number of updates done, plus 1; a scalar that the host feeds.</summary>
    public KerasTensor Iteration { get; }

    /// <summary>A tensor that belongs to a weight and has its shape: a momentum, a velocity.</summary>
    public Variable Slot(Variable weight, string name, double initial = 0) => slots(weight, name, initial);

    /// <summary>A variable's value, or what was assigned to it in this step.</summary>
    public KerasTensor Read(Variable variable) => Trace.Read(variable);

    /// <summary>Gives a variable its new value.</summary>
    public void Assign(Variable variable, KerasTensor value) => Trace.Assign(variable, value);

    /// <summary>A number as a tensor.</summary>
    public KerasTensor Constant(double value) => Trace.Constant(value);
}
