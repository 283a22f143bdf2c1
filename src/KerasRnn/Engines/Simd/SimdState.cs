using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Operations;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd;

/// <summary>The variables of a model in native memory and the programs over them.</summary>
internal sealed class SimdState : IEngineState
{
    private readonly VariableMemory variables = new();
    private readonly List<SimdProgram> programs = [];
    private readonly SimdEngine engine;
    private bool isDisposed;

    public SimdState(SimdEngine engine) => this.engine = engine;

    public IEngine Engine => engine;

    public void Add(IReadOnlyList<Variable> variables)
    {
        Guard();
        this.variables.Add(variables);
    }

    public IProgram Compile(GraphProgram program)
    {
        Guard();
        foreach (Variable variable in program.Variables) variables.Find(variable);
        SimdProgram compiled = new(this, Compiler.Compile(program, SimdOperations.Table, variables, engine.Threads, engine.Fuse));
        programs.Add(compiled);
        return compiled;
    }

    public void Read(Variable variable, Span<float> destination)
    {
        Value(variable).CopyTo(destination);
        GC.KeepAlive(this);
    }

    public void Read(Variable variable, Span<double> destination)
    {
        Span<float> value = Value(variable);
        for (int i = 0; i < value.Length; i++) destination[i] = value[i];
        GC.KeepAlive(this);
    }

    public void Write(Variable variable, ReadOnlySpan<float> source)
    {
        Span<float> value = Value(variable);
        if (source.Length != value.Length) throw Throw.Argument($"Variable \"{variable.Path}\" {variable.Shape} expects {value.Length} values; got {source.Length}.");
        source.CopyTo(value);
        GC.KeepAlive(this);
    }

    /// <summary>Frees the memory of the variables and of all programs.</summary>
    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        foreach (SimdProgram program in programs.ToArray()) program.Dispose();
        variables.Dispose();
    }

    public void Forget(SimdProgram program) => programs.Remove(program);

    private Span<float> Value(Variable variable)
    {
        Guard();
        return variables.Of(variable);
    }

    private void Guard()
    {
        if (isDisposed) throw Throw.Disposed("This SimdState has been disposed and its variables with it. Open another one and add the variables again.");
    }
}
