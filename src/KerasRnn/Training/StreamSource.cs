namespace KerasRnn;

/// <summary>
/// Batches of a stream, each checked as it comes. Without a number of steps an epoch is one pass; with one, the stream goes on where the
/// last epoch stopped, and starts again where it ends.
/// </summary>
[StackTraceHidden]
internal sealed class StreamSource(INetwork model, IEnumerable<Dataset> batches, int? stepsPerEpoch, Func<Dataset, IReadOnlyList<Rows?>> weightsOf) : BatchSource
{
    private IEnumerator<Dataset>? stream;
    private Dataset? current;
    private IReadOnlyList<Rows?> weights = [];
    private StepShapes? shapes;
    private int done;

    public override int? Steps { get; } = stepsPerEpoch;

    public override StepShapes Shapes => shapes!;

    public override int BatchSize { get; protected set; }

    public override void Begin(int epoch)
    {
        done = 0;
        if (Steps is null || stream is null) Restart();
    }

    public override bool Next()
    {
        if (done == Steps) return false;
        if (!stream!.MoveNext())
        {
            if (Steps is null && done > 0) return false;
            if (Steps is not null) Restart();
            if (Steps is null || !stream.MoveNext()) throw Throw.Argument($"{model.Subject} got a stream without batches. Give it one that can be enumerated for each epoch.");
        }

        done++;
        current = stream.Current ?? throw Throw.Argument($"{model.Subject} expects batches of arrays in a stream; batch {done - 1} is null.");
        if (current.Inputs is null) throw Throw.Argument($"{model.Subject} expects batches of arrays in a stream; got a stream within a stream.");
        if (current.Inputs.RowCount == 0) throw Throw.Argument($"{model.Subject} expects at least one row in every batch; batch {done - 1} has none.");
        weights = weightsOf(current);
        Feeding.Check(model, current.Inputs, current.Targets, weights);
        Feeding.CheckLabels(model, current.Targets!);
        int batch = Feeding.BatchDimension(model);
        BatchSize = current.Inputs.RowCount;
        if (batch > 0 && BatchSize != batch) throw Throw.Argument($"{model.Subject} has a fixed batch size of {batch}; batch {done - 1} of the stream has {BatchSize} rows.");
        shapes = new StepShapes(
            [.. current.Inputs.Arrays.Select(r => r.ShapeWith(batch))], [.. current.Targets!.Arrays.Select(r => r.ShapeWith(batch))], [.. weights.Select(r => r?.ShapeWith(batch))]);
        return true;
    }

    public override void Fill(ModelStep step)
    {
        for (int i = 0; i < current!.Inputs!.Count; i++) current.Inputs.Arrays[i].All.CopyTo(step.Input(i));
        for (int i = 0; i < current.Targets!.Count; i++) current.Targets.Arrays[i].All.CopyTo(step.Target(i));
        for (int i = 0; i < weights.Count; i++) weights[i]?.All.CopyTo(step.Weight(i));
    }

    public override void Close() => stream?.Dispose();

    private void Restart()
    {
        stream?.Dispose();
        stream = batches.GetEnumerator();
    }
}
