using System.Numerics.Tensors;
using KerasRnn.Graph;

namespace KerasRnn;

public abstract partial class Model
{
    /// <summary>Loss and metrics on data, without training.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Targets.</param>
    /// <param name="batchSize">Rows of a step.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="sampleWeight">Weights of rows, or of rows and time steps.</param>
    /// <param name="callbacks">What happens along the way.</param>
    public Evaluation Evaluate(Data x, Data y, int batchSize = 32, Verbose verbose = Verbose.Auto, Data? sampleWeight = null, IEnumerable<Callback>? callbacks = null) =>
        Evaluate(new Dataset(x, y, sampleWeight), batchSize, verbose, callbacks);

    /// <summary>Loss and metrics on a dataset, without training.</summary>
    public Evaluation Evaluate(Dataset data, int batchSize = 32, Verbose verbose = Verbose.Auto, IEnumerable<Callback>? callbacks = null, int? steps = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        lock (session.Gate)
        {
            ThrowIfNotCompiled();
            BatchSource source = Source(data, batchSize, false, null, steps);
            CallbackList list = new(this, [.. ProgressLogger.For(verbose, 0, source), .. callbacks ?? []]);
            try
            {
                using Session.Lease lease = session.Enter();
                return new Loops(this, list, default).Evaluate(source);
            }
            finally
            {
                source.Close();
            }
        }
    }

    /// <summary>The outputs for inputs, batch by batch: [rows, ..].</summary>
    /// <exception cref="InvalidOperationException">The model has several outputs: use <see cref="PredictAll"/>.</exception>
    public Tensor<float> Predict(Data x, int batchSize = 32)
    {
        IReadOnlyList<Tensor<float>> all = PredictAll(x, batchSize);
        return all.Count == 1 ? all[0] : throw Throw.Operation($"{Subject} has {Throw.Count(all.Count, "output")} ({string.Join(", ", OutputNames)}); use PredictAll.");
    }

    /// <summary>All outputs for inputs, batch by batch.</summary>
    public IReadOnlyList<Tensor<float>> PredictAll(Data x, int batchSize = 32, IEnumerable<Callback>? callbacks = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        lock (session.Gate)
        {
            Feeding.Check(this, x, null, []);
            ArraySource source = new(this, x, null, [], batchSize, shuffle: false);
            CallbackList list = new(this, callbacks ?? []);
            using (session.Enter())
            {
                ModelStep step = session.Get(StepKind.Predict, source.Shapes);
                bool anyBatch = source.Shapes.Inputs.All(s => s.HasBatch);
                if (step.Trace.Outputs.ToList().FindIndex(o => o.Shape.Rank == 0 || (anyBatch && !o.Shape.HasBatch)) is >= 0 and int lost)
                {
                    Shape shape = step.Trace.Outputs[lost].Shape;
                    throw Throw.Operation($"{Subject} expects a row for each row of the inputs in every output; \"{OutputNames[lost]}\" is {(shape.Rank == 0 ? "a single number" : shape)}. Keep the batch, axis 0, in the layer that makes it.");
                }

                float[][] results = [.. step.Trace.Outputs.Select(o => new float[o.Shape.HasBatch ? o.Shape.Count(x.RowCount) : o.Shape.CountPerRow / o.Shape[0] * x.RowCount])];
                list.OnPredictBegin();
                source.Begin(0);
                for (int batch = 0, row = 0; source.Next(); row += source.BatchSize, batch++)
                {
                    list.OnPredictBatchBegin(batch);
                    step.Prepare(source.BatchSize);
                    source.Fill(step);
                    step.Run();
                    for (int i = 0; i < results.Length; i++)
                    {
                        int width = results[i].Length / x.RowCount;
                        step.Output(i, results[i].AsSpan(row * width, source.BatchSize * width));
                    }

                    list.OnPredictBatchEnd(batch);
                }

                list.OnPredictEnd();
                return [.. results.Select((r, i) => Arrays.Tensor(r, step.Trace.Outputs[i].Shape.With(0, Shape.Batch), x.RowCount))];
            }
        }
    }

    /// <summary>The outputs for one batch.</summary>
    public Tensor<float> PredictOnBatch(Data x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Predict(x, Math.Max(1, x.RowCount));
    }

    /// <summary>The outputs for one batch without a copy: for rollouts and servers that predict many times. It allocates nothing once warm.</summary>
    /// <param name="x">Inputs of the model's one input, row-major.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="y">Where the outputs of the model's one output go, row-major.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public void PredictOnBatch(ReadOnlySpan<float> x, int rows, Span<float> y)
    {
        lock (session.Gate)
        {
            if (!Built) throw NoSpans();
            if (rows < 1) throw Throw.OutOfRange($"{Subject} expects at least 1 row; got {rows}.");
            using Session.Lease lease = session.Enter();
            ModelStep step = session.Fast(x.Length, rows) ?? session.Fast(x.Length, rows, SpanShape(x.Length, rows));
            int room = step.Trace.Outputs[0].Shape.Count(rows);
            if (y.Length < room) throw Throw.Argument($"{Subject} expects room for {room} numbers of {rows} rows; got {y.Length}.");
            step.Prepare(rows);
            x.CopyTo(step.Input(0));
            step.Run();
            step.Output(0, y);
        }
    }

    private InvalidOperationException NoSpans() => Throw.Operation($"{Subject} predicts from a span only once it is built, with one input and one output. Use Predict.");

    // The lengths of a flat span must follow from the model's shape: only one unknown length can.
    private Shape SpanShape(int length, int rows)
    {
        if (ModelInputs.Count != 1 || OutputNames.Count != 1) throw NoSpans();
        Shape shape = ModelInputs[0];
        int known = 1, unknowns = 0;
        foreach (int d in shape.Dimensions[1..])
        {
            if (d == Shape.Unknown) unknowns++;
            else known *= d;
        }

        int steps = rows > 0 && known > 0 ? length / rows / known : 0;
        if (steps < 1 || unknowns > 1 || steps * known * rows != length || (unknowns == 0 && steps != 1) || (!shape.HasBatch && rows != shape[0]))
        {
            throw Throw.Argument($"{Subject} expects {rows} rows of input {shape}; got {length} numbers.");
        }

        return unknowns == 0 ? shape : shape.Fill(steps);
    }
}
