namespace KerasRnn.Engines.Simd.Memory;

/// <summary>The variables of a model in native memory: one slab for each call of <see cref="Add"/>.</summary>
internal sealed class VariableMemory : IDisposable
{
    private readonly Dictionary<Variable, (Slab Slab, long Offset)> places = [];
    private readonly List<Slab> slabs = [];

    /// <summary>Takes variables in, side by side, with their present values.</summary>
    /// <exception cref="ArgumentException">A variable has been added before.</exception>
    public void Add(IReadOnlyList<Variable> variables)
    {
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

    /// <summary>Where a variable lies.</summary>
    /// <exception cref="ArgumentException">It was not added.</exception>
    public (Slab Slab, long Offset) Find(Variable variable) => places.TryGetValue(variable, out (Slab Slab, long Offset) place)
        ? place
        : throw Throw.Argument($"A state knows the variables added to it; got \"{variable.Path}\" {variable.Shape}. Add it before compiling or reading.");

    /// <summary>The elements of a variable.</summary>
    public Span<float> Of(Variable variable)
    {
        (Slab slab, long offset) = Find(variable);
        return slab.Block.Slice(offset, variable.Count);
    }

    public void Dispose()
    {
        foreach (Slab slab in slabs) slab.Dispose();
    }
}
