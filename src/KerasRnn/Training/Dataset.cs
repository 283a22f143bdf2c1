namespace KerasRnn;

/// <summary>Inputs with their targets and, if given, weights; or a stream of such batches that need not fit into memory.</summary>
/// <example><code>model.Fit((x, y));   model.Fit(Dataset.FromBatches(ReadBatches("data")));</code></example>
public sealed class Dataset
{
    /// <summary>Arrays in memory.</summary>
    /// <param name="inputs">Rows of each input.</param>
    /// <param name="targets">Rows of each output.</param>
    /// <param name="sampleWeight">A weight for each row (and time step), one array or one for each output.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public Dataset(Data inputs, Data targets, Data? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        Inputs = inputs;
        Targets = targets;
        SampleWeight = sampleWeight;
        foreach (Rows rows in inputs.Arrays.Concat(targets.Arrays).Concat(sampleWeight?.Arrays ?? []))
        {
            if (rows.Count != inputs.RowCount) throw Throw.Argument($"A dataset expects as many rows in every array; got {inputs} as inputs, {targets} as targets{(sampleWeight is null ? "" : $" and {sampleWeight} as weights")}. Give one of each for every row.");
        }
    }

    private Dataset(IEnumerable<Dataset> batches) => Batches = batches;

    /// <summary>Rows of each input; null for a stream.</summary>
    public Data? Inputs { get; }

    /// <summary>Rows of each output; null for a stream.</summary>
    public Data? Targets { get; }

    /// <summary>A weight for each row, or null.</summary>
    public Data? SampleWeight { get; }

    /// <summary>The batches of a stream; null for arrays in memory.</summary>
    public IEnumerable<Dataset>? Batches { get; }

    /// <summary>A stream of batches, enumerated once for each epoch.</summary>
    public static Dataset FromBatches(IEnumerable<Dataset> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return new(batches);
    }

    /// <summary>Inputs and targets.</summary>
    public static implicit operator Dataset((Data Inputs, Data Targets) pair) => new(pair.Inputs, pair.Targets);

    /// <summary>Inputs, targets and sample weights.</summary>
    public static implicit operator Dataset((Data Inputs, Data Targets, Data SampleWeight) triple) => new(triple.Inputs, triple.Targets, triple.SampleWeight);

    /// <summary>The shapes.</summary>
    public override string ToString() => Batches is null ? $"{Inputs} with targets {Targets}" : "a stream of batches";
}
