namespace KerasRnn;

/// <summary>Prints training as Keras does.</summary>
internal sealed class ProgressLogger : Callback
{
    private readonly Verbose verbose;
    private readonly int epochs;
    private readonly TextWriter output;
    private readonly bool redraws;
    private readonly TimeProvider clock;
    private int? target;
    private int seen;
    private bool fitting;
    private ProgressBar? bar;

    public ProgressLogger(Verbose verbose, int epochs, int? target, TextWriter output, bool redraws, TimeProvider clock)
    {
        this.verbose = verbose;
        this.epochs = epochs;
        this.target = target;
        this.output = output;
        this.redraws = redraws;
        this.clock = clock;
    }

    /// <summary>The callback that prints on the console, or none.</summary>
    public static IEnumerable<Callback> For(Verbose verbose, int epochs, BatchSource source)
    {
        if (verbose == Verbose.Auto) verbose = Console.IsOutputRedirected ? Verbose.Line : Verbose.Bar;
        return verbose == Verbose.Silent ? [] : [new ProgressLogger(verbose, epochs, source.Steps, Console.Out, !Console.IsOutputRedirected, TimeProvider.System)];
    }

    public override void OnTrainBegin() => fitting = true;

    public override void OnEpochBegin(int epoch)
    {
        Start();
        if (epochs > 1) output.Write($"Epoch {epoch + 1}/{epochs}\n");
    }

    public override void OnTrainBatchEnd(int batch, Logs logs) => Show(batch, logs);

    public override void OnEpochEnd(int epoch, Logs logs) => End(logs);

    // The validation of a fit is silent: its numbers stand in the epoch's line.
    public override void OnTestBegin()
    {
        if (!fitting) Start();
    }

    public override void OnTestBatchEnd(int batch, Logs logs)
    {
        if (!fitting) Show(batch, logs);
    }

    public override void OnTestEnd(Logs logs)
    {
        if (!fitting) End(logs);
    }

    public override void OnPredictBegin() => Start();

    public override void OnPredictBatchEnd(int batch) => Show(batch, []);

    public override void OnPredictEnd() => End([]);

    private void Start()
    {
        seen = 0;
        bar = new ProgressBar(target, output, verbose, redraws, clock);
    }

    private void Show(int batch, IEnumerable<KeyValuePair<string, double>> logs)
    {
        seen = batch + 1;
        if (verbose == Verbose.Bar) bar!.Update(seen, logs);
    }

    private void End(IEnumerable<KeyValuePair<string, double>> logs)
    {
        target ??= bar!.Target = seen;
        bar!.Update(target.Value, logs, finalize: true);
    }
}
