using KerasRnn.Graph;

namespace KerasRnn;

/// <summary>What a layer, loss or metric may ask for while it writes its part of a trace.</summary>
public sealed class CallContext
{
    /// <summary>Makes a context for a trace.</summary>
    /// <param name="trace">The trace that is being written.</param>
    /// <param name="training">Whether it is a training step: dropout is active.</param>
    public CallContext(Trace trace, bool training = false)
    {
        Trace = trace;
        Training = training;
    }

    /// <summary>The trace that is being written.</summary>
    public Trace Trace { get; }

    /// <summary>Whether it is a training step.</summary>
    public bool Training { get; }

    /// <summary>A weight or state: its value before the run, or what was assigned to it in this trace.</summary>
    public KerasTensor Read(Variable variable) => Trace.Read(variable);

    /// <summary>Gives a state a new value, written back when the run is over.</summary>
    public void Assign(Variable variable, KerasTensor value) => Trace.Assign(variable, value);

    /// <summary>A number as a tensor.</summary>
    public KerasTensor Constant(double value) => Trace.Constant(value);

    /// <summary>Random numbers, drawn anew for every run; each call is a stream of its own.</summary>
    public KerasTensor Random(RandomDraw draw, Shape shape) =>
        Trace.Input($"random_{Trace.Inputs.Count}", shape, InputSource.Random, draw);
}
