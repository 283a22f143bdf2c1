using KerasRnn.Engines;
using KerasRnn.Graph;

namespace KerasRnn.Reference;

/// <summary>The variables of a model in double.</summary>
public sealed class ReferenceState(ReferenceEngine engine) : IEngineState
{
    private readonly Dictionary<Variable, double[]> values = [];

    public IEngine Engine => engine;

    public void Add(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            double[] value = new double[variable.Count];
            variable.CopyTo(value);
            values.Add(variable, value);
        }
    }

    public IProgram Compile(GraphProgram program) => new ReferenceProgram(program, this);

    public void Read(Variable variable, Span<float> destination)
    {
        double[] value = Of(variable);
        for (int i = 0; i < value.Length; i++) destination[i] = (float)value[i];
    }

    public void Read(Variable variable, Span<double> destination) => Of(variable).CopyTo(destination);

    public void Write(Variable variable, ReadOnlySpan<float> source)
    {
        double[] value = Of(variable);
        for (int i = 0; i < value.Length; i++) value[i] = source[i];
    }

    public void Write(Variable variable, ReadOnlySpan<double> source) => source.CopyTo(Of(variable));

    public void Dispose() => values.Clear();

    internal double[] Of(Variable variable) => values.TryGetValue(variable, out double[]? value)
        ? value
        : throw new InvalidOperationException($"Variable {variable} was not added to this state. Add it before a program uses it.");

    internal void Set(Variable variable, double[] value) => values[variable] = value;
}
