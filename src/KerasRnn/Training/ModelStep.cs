using KerasRnn.Engines;
using KerasRnn.Graph;

namespace KerasRnn;

/// <summary>A compiled program of a model with what is fed besides data. Running it allocates nothing.</summary>
internal sealed class ModelStep(INetwork model, Session session, StepTrace trace, IProgram program) : IDisposable
{
    private readonly CounterRandom random = new(0);
    private int rows;

    public StepTrace Trace => trace;

    public IReadOnlyList<string> Names => trace.Names;

    public void Prepare(int batch)
    {
        rows = batch;
        program.Prepare(batch);
    }

    public Span<float> Input(int i) => program.Feed(i);

    public Span<float> Target(int i) => program.Feed(trace.Targets + i);

    /// <summary>The buffer of the weights of an output that has some.</summary>
    public Span<float> Weight(int i)
    {
        int input = trace.Weights;
        for (int k = 0; k < i; k++) input += trace.Shapes.Weights[k] is null ? 0 : 1;
        return program.Feed(input);
    }

    /// <summary>Feeds learning rate, iteration, carried states and random masks, runs, and takes the states over for the next run.</summary>
    public void Run()
    {
        if (trace.Trains)
        {
            Optimizer optimizer = model.Compiled!.Optimizer;
            program.Feed(trace.Scalars, optimizer.LearningRate);
            program.Feed(trace.Scalars + 1, optimizer.Iterations + 1);
        }

        for (int i = 0; i < trace.Random.Count; i++)
        {
            (int input, RandomDraw draw) = trace.Random[i];
            Fill(program.Feed(input), draw, i);
        }

        IReadOnlyList<StateFlow> states = trace.Program.States;
        for (int i = 0; i < states.Count; i++) program.Feed(states[i].Input, states[i].State.ValueFor(rows));
        program.Run();
        for (int i = 0; i < states.Count; i++) program.Read(states[i].Output, states[i].State.ValueFor(rows));
        if (!trace.Trains) return;

        // As in Keras, an optimizer without anything to train takes no step.
        if (model.Compiled!.Trainable.Count > 0) model.Compiled.Optimizer.Iterations++;
        session.StepNumber++;
    }

    public double Result(int i) => program.ReadScalar(i);

    public void Output(int i, Span<float> destination) => program.Read(i, destination);

    /// <summary>An output in the engine's own precision.</summary>
    public void Output(int i, Span<double> destination) => program.Read(i, destination);

    public void Dispose() => program.Dispose();

    private void Fill(Span<float> values, RandomDraw draw, int number)
    {
        // A stream for each step and each draw of it: the same on every engine.
        random.Restart((ulong)(draw.Seed ?? model.Seed), (session.StepNumber << 16) + (ulong)number + (1UL << 63));
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = draw.Distribution switch
            {
                RandomDistribution.Keep => random.NextDouble() >= draw.Rate ? 1 : 0,
                RandomDistribution.Normal => (float)random.NextNormal(),
                _ => (float)random.NextDouble(),
            };
        }
    }
}
