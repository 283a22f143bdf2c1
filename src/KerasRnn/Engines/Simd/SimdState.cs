using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd;

/// <summary>The variables of a model in native memory, one slab for each call of <see cref="Add"/>, and the programs over them.</summary>
public sealed class SimdState : IEngineState
{
    private readonly Dictionary<Variable, (Slab Slab, long Offset)> places = [];
    private readonly List<Slab> slabs = [];
    private readonly List<SimdProgram> programs = [];

    internal SimdState(SimdEngine engine) => SimdEngine = engine;

    /// <inheritdoc/>
    public IEngine Engine => SimdEngine;

    internal SimdEngine SimdEngine { get; }

    internal bool IsDisposed { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A variable has been added before.</exception>
    public void Add(IReadOnlyList<Variable> variables)
    {
        Guard();
        HashSet<Variable> fresh = [];
        foreach (Variable variable in variables)
        {
            if (places.ContainsKey(variable) || !fresh.Add(variable))
            {
                throw Throw.Argument($"A state takes a variable over once; got \"{variable.Path}\" again. Add it before the first program, with its neighbours.");
            }
        }

        Slab slab = new([.. variables]);
        slabs.Add(slab);
        for (int i = 0; i < variables.Count; i++) places.Add(variables[i], (slab, slab.Offsets[i]));
    }

    /// <inheritdoc/>
    public IProgram Compile(GraphProgram program)
    {
        Guard();
        foreach (Variable variable in program.Variables) Find(variable);
        SimdProgram compiled = new(this, Compiler.Compile(program, this));
        programs.Add(compiled);
        return compiled;
    }

    /// <inheritdoc/>
    public void Read(Variable variable, Span<float> destination)
    {
        Value(variable).CopyTo(destination);
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public void Read(Variable variable, Span<double> destination)
    {
        Span<float> value = Value(variable);
        for (int i = 0; i < value.Length; i++) destination[i] = value[i];
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
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
        if (IsDisposed) return;
        IsDisposed = true;
        foreach (SimdProgram program in programs.ToArray()) program.Dispose();
        foreach (Slab slab in slabs) slab.Dispose();
    }

    internal (Slab Slab, long Offset) Find(Variable variable) => places.TryGetValue(variable, out (Slab Slab, long Offset) place)
        ? place
        : throw Throw.Argument($"A state knows the variables added to it; got \"{variable.Path}\" {variable.Shape}. Add it before compiling or reading.");

    internal void Forget(SimdProgram program) => programs.Remove(program);

    private Span<float> Value(Variable variable)
    {
        Guard();
        (Slab slab, long offset) = Find(variable);
        return slab.Block.Slice(offset, variable.Count);
    }

    private void Guard()
    {
        if (IsDisposed) throw Throw.Disposed("This SimdState has been disposed and its variables with it. Open another one and add the variables again.");
    }
}
