namespace KerasRnn.Graph;

/// <summary>Where the values of variables lie while they are not on the host: what an engine keeps for a model.</summary>
public interface IVariableStore
{
    /// <summary>Reads a variable.</summary>
    void Read(Variable variable, Span<float> destination);

    /// <summary>Reads a variable in the engine's own precision.</summary>
    void Read(Variable variable, Span<double> destination);

    /// <summary>Writes a variable.</summary>
    void Write(Variable variable, ReadOnlySpan<float> source);

    /// <summary>Writes a variable in the engine's own precision; one of float32 rounds.</summary>
    void Write(Variable variable, ReadOnlySpan<double> source)
    {
        float[] rounded = new float[source.Length];
        for (int i = 0; i < rounded.Length; i++) rounded[i] = (float)source[i];
        Write(variable, rounded);
    }
}
