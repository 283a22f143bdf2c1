namespace KerasRnn;

/// <summary>
/// What a layer carries from batch to batch beside its weights: the state of a stateful recurrence. In a program it is a value: an input that is fed with what
/// the run before left, and an output that the next run begins with.
/// </summary>
public sealed class CarriedState
{
    private readonly Lock gate = new();
    private double[]? value;
    private int batch;

    /// <summary>Makes a state of zeros.</summary>
    /// <param name="name">The name within its layer: <c>state</c>.</param>
    /// <param name="shape">The shape, the batch in front: a number, or <see cref="Shape.Batch"/> for whatever the first batch has.</param>
    public CarriedState(string name, Shape shape)
    {
        Name = name;
        Path = name;
        Shape = shape;
    }

    /// <summary>The name within its layer.</summary>
    public string Name { get; }

    /// <summary>The name within the model: <c>simple_rnn/state</c>.</summary>
    public string Path { get; internal set; }

    /// <summary>The shape, the batch in front.</summary>
    public Shape Shape { get; }

    /// <summary>A copy of the value: zeros before the first batch and after a reset, and nothing then if the batch is not known.</summary>
    public float[] GetValue()
    {
        lock (gate)
        {
            return value is null ? new float[Shape.HasBatch ? 0 : Shape.Count(1)] : [.. value.Select(v => (float)v)];
        }
    }

    /// <summary>Sets the value that the next batch begins with.</summary>
    /// <param name="values">The elements of whole rows, row-major.</param>
    /// <exception cref="ArgumentException">They are no whole rows of the state.</exception>
    public void SetValue(ReadOnlySpan<float> values)
    {
        int row = Shape.HasBatch ? Shape.CountPerRow : Shape.Count(1);
        if (values.Length == 0 || values.Length % row != 0 || (!Shape.HasBatch && values.Length != row)) throw Throw.Argument($"State \"{Path}\" {Shape} expects whole rows of {row} values; got {values.Length}.");
        lock (gate)
        {
            value = new double[values.Length];
            for (int i = 0; i < value.Length; i++) value[i] = values[i];
            batch = Shape.HasBatch ? values.Length / row : 1;
        }
    }

    /// <summary>Begins with zeros again.</summary>
    public void Reset()
    {
        lock (gate) value = null;
    }

    /// <summary>The value that a run begins with, for a program to be fed; it becomes that of the run. One caller at a time.</summary>
    /// <exception cref="InvalidOperationException">The state belongs to a batch of another size.</exception>
    internal Span<double> ValueFor(int rows)
    {
        lock (gate)
        {
            int needed = Shape.HasBatch ? rows : 1;
            if (value is not null && batch != needed)
            {
                throw Throw.Operation($"\"{Path}\" carries the state of {Throw.Count(batch, "sequence")} from the batch before; got a batch of {rows}. Use batches of one size, or call ResetState between them.");
            }

            batch = needed;
            return value ??= new double[Shape.Count(rows)];
        }
    }
}
