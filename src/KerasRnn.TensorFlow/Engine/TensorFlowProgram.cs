using KerasRnn.Engines;
using KerasRnn.Graph;
using KerasRnn.TensorFlow.Lowering;
using KerasRnn.TensorFlow.Native;

namespace KerasRnn.TensorFlow;

/// <summary>
/// A program inside a model's graph. A run is one TF_SessionRun: inputs are written straight into the tensors that are fed, outputs are copied
/// out at once, because TensorFlow may hand out an input's or a variable's own memory.
/// </summary>
[StackTraceHidden]
internal sealed unsafe class TensorFlowProgram : IProgram
{
    private readonly TensorFlowState state;
    private readonly GraphProgram program;
    private readonly TensorHandle?[] tensors;
    private readonly float[][] outputs;
    private readonly nint[] results;
    private LoweredProgram lowered;
    private nint[] fed;
    private int batch;
    private bool disposed;

    public TensorFlowProgram(TensorFlowState state, GraphProgram program)
    {
        this.state = state;
        this.program = program;
        tensors = new TensorHandle?[program.Inputs.Count];
        outputs = new float[program.Outputs.Count][];
        results = new nint[program.Outputs.Count];
        lowered = new LoweredProgram(state.Session, program);
        fed = new nint[lowered.Inputs.Count];
    }

    public void Prepare(int batch)
    {
        Guard();
        if (batch < 1) throw Throw.OutOfRange($"A program expects a batch of at least 1; got {batch}.");
        if (batch == this.batch) return;
        for (int i = 0; i < tensors.Length; i++)
        {
            Shape shape = program.Inputs[i].Shape;
            if (tensors[i] is not null && !shape.HasBatch) continue;
            tensors[i]?.Dispose();
            long[] dimensions = [.. shape.At(batch).Dimensions.ToArray()];
            tensors[i] = TensorHandle.Allocate(TfDataType.Float, dimensions);
            new Span<float>(tensors[i]!.Data, shape.Count(batch)).Clear();
        }

        for (int i = 0; i < outputs.Length; i++) outputs[i] = new float[program.Outputs[i].Shape.Count(batch)];
        this.batch = batch;
        Point();
    }

    public Span<float> Feed(int input)
    {
        Ready(input, tensors.Length, "input");
        return new Span<float>(tensors[input]!.Data, program.Inputs[input].Shape.Count(batch));
    }

    public void Feed(int input, double value)
    {
        Span<float> span = Feed(input);
        if (span.Length != 1)
        {
            throw Throw.Argument($"Input \"{((InputOp)program.Inputs[input].Node!.Op).Name}\" has {span.Length} elements and was fed one number. Fill the span of Feed({input}).");
        }

        span[0] = (float)value;
    }

    public void Run()
    {
        Guard();
        if (batch == 0) throw Unprepared();
        state.Flush();
        if (lowered.Session != state.Session)
        {
            // The state has moved to a new graph.
            lowered = new LoweredProgram(state.Session, program);
            Point();
        }

        if (results.Length == 0 && lowered.Targets.Length == 0) return;
        StatusHandle status = StatusHandle.Mine;
        state.Session.Run(lowered.Feeds, fed, lowered.Fetches, results, lowered.Targets, status);
        status.Check("run the program");
        for (int i = 0; i < results.Length; i++) GraphSession.Take(results[i], outputs[i]);
        GC.KeepAlive(tensors);
    }

    public void Read(int output, Span<float> destination)
    {
        Ready(output, outputs.Length, "output");
        outputs[output].CopyTo(destination);
    }

    public void Read(int output, Span<double> destination)
    {
        Ready(output, outputs.Length, "output");
        float[] value = outputs[output];
        for (int i = 0; i < value.Length; i++) destination[i] = value[i];
    }

    public double ReadScalar(int output)
    {
        Ready(output, outputs.Length, "output");
        return outputs[output][0];
    }

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        foreach (TensorHandle? tensor in tensors) tensor?.Dispose();
        state.Forget(this, lowered.Session == state.Session ? lowered.Size : 0);
    }

    // The pointers that a run feeds: those of inputs that somebody reads.
    private void Point()
    {
        fed = new nint[lowered.Inputs.Count];
        if (batch == 0) return;
        for (int i = 0; i < fed.Length; i++) fed[i] = tensors[lowered.Inputs[i]]!.DangerousGetHandle();
    }

    private void Ready(int index, int count, string kind)
    {
        Guard();
        if (batch == 0) throw Unprepared();
        if ((uint)index >= (uint)count) throw Throw.OutOfRange($"A program with {count} {kind}s expects an index below that; got {index}.");
    }

    private void Guard()
    {
        if (disposed) throw Throw.Disposed("This TensorFlowProgram has been disposed, or its state was. Compile it again.");
    }

    private static InvalidOperationException Unprepared() =>
        Throw.Operation("A program expects Prepare(batch) before its inputs are fed and it runs; it has not been called.");
}
