using KerasRnn.Graph;

namespace KerasRnn;

/// <summary>
/// A tensor that outlives a run: a weight, an optimizer slot, a metric's sum. Its value lives on the host until
/// a model hands it to an engine, and in the engine from then on.
/// </summary>
public sealed class Variable
{
    private float[]? host;

    /// <summary>Makes a variable with its first value.</summary>
    /// <param name="name">The name within its owner: <c>kernel</c>.</param>
    /// <param name="shape">The shape, without the batch.</param>
    /// <param name="value">The first value, row-major.</param>
    /// <param name="trainable">Whether it is a weight that an optimizer may change.</param>
    /// <exception cref="ArgumentException">The value has another number of elements than the shape.</exception>
    public Variable(string name, Shape shape, ReadOnlySpan<float> value, bool trainable = false)
    {
        if (shape.HasBatch || shape.Count(1) != value.Length)
        {
            throw Throw.Argument($"Variable \"{name}\" expects a value for each element of {shape}; got {value.Length}.");
        }

        Name = name;
        Path = name;
        Shape = shape;
        IsWeight = trainable;
        Trainable = trainable;
        host = value.ToArray();
    }

    /// <summary>The name within its owner: <c>kernel</c>.</summary>
    public string Name { get; }

    /// <summary>The name within the model: <c>sequential/dense/kernel</c>.</summary>
    public string Path { get; internal set; }

    /// <summary>The shape.</summary>
    public Shape Shape { get; }

    /// <summary>Whether an optimizer changes it: false for statistics and slots, and for weights of a frozen layer.</summary>
    public bool Trainable { get; internal set; }

    /// <summary>Whether it was made to be trained, frozen or not.</summary>
    public bool IsWeight { get; }

    /// <summary>The number of elements.</summary>
    public int Count => Shape.Count(1);

    /// <summary>The engine's state that holds the value, or null while it is on the host.</summary>
    public IVariableStore? State { get; private set; }

    /// <summary>A copy of the value.</summary>
    public float[] GetValue()
    {
        float[] values = new float[Count];
        CopyTo(values);
        return values;
    }

    /// <summary>Copies the value. While another thread trains the model, it waits for it.</summary>
    /// <param name="destination">At least <see cref="Count"/> elements.</param>
    public void CopyTo(Span<float> destination)
    {
        lock (Gate)
        {
            if (State is null) host.CopyTo(destination);
            else State.Read(this, destination[..Count]);
        }
    }

    /// <summary>Copies the value in the engine's own precision.</summary>
    /// <param name="destination">At least <see cref="Count"/> elements.</param>
    public void CopyTo(Span<double> destination)
    {
        lock (Gate)
        {
            if (State is not null) State.Read(this, destination[..Count]);
            else for (int i = 0; i < Count; i++) destination[i] = host![i];
        }
    }

    /// <summary>Sets the value.</summary>
    /// <exception cref="ArgumentException">The number of elements differs.</exception>
    public void SetValue(ReadOnlySpan<float> value)
    {
        if (value.Length != Count) throw Throw.Argument($"Variable \"{Path}\" {Shape} expects {Count} values; got {value.Length}.");
        lock (Gate)
        {
            if (State is null) host = value.ToArray();
            else State.Write(this, value);
        }
    }

    /// <summary>Sets a value that was copied in the engine's own precision.</summary>
    internal void Restore(ReadOnlySpan<double> value)
    {
        lock (Gate)
        {
            if (State is not null) State.Write(this, value);
            else for (int i = 0; i < Count; i++) host![i] = (float)value[i];
        }
    }

    /// <summary>Path and shape.</summary>
    public override string ToString() => $"{Path} {Shape}";

    // Whoever runs a program holds its state's lock: no value is read half-written.
    private object Gate => (object?)State ?? this;

    // An engine's state has taken the value over; MoveToHost brings it back before that state is let go.
    internal void MoveTo(IVariableStore owner)
    {
        State = owner;
        host = null;
    }

    internal void MoveToHost()
    {
        lock (Gate)
        {
            host = GetValue();
            State = null;
        }
    }
}
