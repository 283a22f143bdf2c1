using KerasRnn.Engines;
using KerasRnn.Graph;
using KerasRnn.TensorFlow.Lowering;

namespace KerasRnn.TensorFlow;

/// <summary>
/// One model inside TensorFlow: one graph and one session, the variables as resources of that session, the programs as parts of the graph.
/// </summary>
/// <remarks>
/// Nodes cannot be taken out of a graph again. When more of it belongs to disposed programs than to living ones, a new graph and session take
/// over: values are carried, and programs are written anew when they next run.
/// </remarks>
[StackTraceHidden]
internal sealed class TensorFlowState : IEngineState
{
    private const int Spare = 4000;
    private readonly TensorFlowEngine engine;
    private readonly HashSet<Variable> variables = [];
    private readonly Dictionary<Variable, float[]> written = [];
    private readonly List<TensorFlowProgram> programs = [];
    private int dead;
    private bool disposed;

    public TensorFlowState(TensorFlowEngine engine)
    {
        this.engine = engine;
        Session = engine.OpenSession();
        if (engine.Device is string device && !Session.Devices.Any(name => name.EndsWith(engine.RequestedDevice!, StringComparison.OrdinalIgnoreCase)))
        {
            string known = string.Join(", ", Session.Devices.Select(name => name[(name.LastIndexOf("device:", StringComparison.Ordinal) + 7)..]));
            Session.Dispose();
            throw Throw.Argument($"TensorFlowEngine expects a device that TensorFlow has; got \"{device}\". Known: {known}.");
        }
    }

    public IEngine Engine => engine;

    /// <summary>The present graph and session.</summary>
    public GraphSession Session { get; private set; }

    public void Add(IReadOnlyList<Variable> variables)
    {
        Guard();
        HashSet<Variable> fresh = [];
        foreach (Variable variable in variables)
        {
            if (this.variables.Contains(variable) || !fresh.Add(variable))
            {
                throw Throw.Argument($"A state takes a variable over once; got \"{variable.Path}\" again. Add it before the first program, with its neighbours.");
            }
        }

        foreach (Variable variable in variables)
        {
            this.variables.Add(variable);
            written.Add(variable, variable.GetValue());
        }
    }

    public IProgram Compile(GraphProgram program)
    {
        Guard();
        foreach (Variable variable in program.Variables) Check(variable);
        if (dead > Spare && dead > Session.Graph.Size / 2) Renew();
        TensorFlowProgram compiled = new(this, program);
        programs.Add(compiled);
        return compiled;
    }

    public void Read(Variable variable, Span<float> destination)
    {
        Guard();
        Check(variable);
        if (written.TryGetValue(variable, out float[]? value)) value.CopyTo(destination);
        else Session.Read(variable, destination);
    }

    public void Read(Variable variable, Span<double> destination)
    {
        float[] value = new float[variable.Count];
        Read(variable, value);
        for (int i = 0; i < value.Length; i++) destination[i] = value[i];
    }

    // Kept here until a program runs: what is reset and read back costs no run of TensorFlow's.
    public void Write(Variable variable, ReadOnlySpan<float> source)
    {
        Guard();
        Check(variable);
        if (source.Length != variable.Count) throw Throw.Argument($"Variable \"{variable.Path}\" {variable.Shape} expects {variable.Count} values; got {source.Length}.");
        written[variable] = source.ToArray();
    }

    /// <summary>Hands over the values that were written since the last run.</summary>
    public void Flush()
    {
        if (written.Count == 0) return;

        // All first values go in one run, which is compiled for this once; later ones each in a run of their own, which is kept.
        (Variable, float[])[] first = [.. written.Where(w => !Session.Holds(w.Key)).Select(w => (w.Key, w.Value))];
        if (first.Length > 0) Session.Assign(first);
        foreach ((Variable variable, float[] value) in written.Where(w => !first.Any(f => f.Item1 == w.Key))) Session.Assign([(variable, value)]);
        written.Clear();
    }

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        foreach (TensorFlowProgram program in programs.ToArray()) program.Dispose();
        Session.Dispose();
    }

    /// <summary>A program has been disposed; its operations stay in the graph.</summary>
    internal void Forget(TensorFlowProgram program, int size)
    {
        programs.Remove(program);
        dead += size;
    }

    private void Renew()
    {
        foreach (Variable variable in variables.Where(v => !written.ContainsKey(v)))
        {
            float[] value = new float[variable.Count];
            Session.Read(variable, value);
            written[variable] = value;
        }

        GraphSession old = Session;
        Session = engine.OpenSession();
        old.Dispose();
        dead = 0;
    }

    private void Check(Variable variable)
    {
        if (!variables.Contains(variable))
        {
            throw Throw.Argument($"A state knows the variables added to it; got \"{variable.Path}\" {variable.Shape}. Add it before compiling or reading.");
        }
    }

    private void Guard()
    {
        if (disposed) throw Throw.Disposed("This TensorFlowState has been disposed and its variables with it. Open another one and add the variables again.");
    }
}
