using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Steps;

namespace KerasRnn.Engines.Simd;

/// <summary>
/// A compiled program: a flat list of steps over one block of memory. <see cref="Run"/> allocates nothing. The memory fits the largest batch
/// met; smaller ones run in it, a larger one lays it out anew.
/// </summary>
internal sealed class SimdProgram : IProgram
{
    private readonly SimdState state;
    private readonly CompiledProgram compiled;
    private readonly Step[] steps;
    private NativeBlock? workspace;
    private int batch;
    private bool disposed;

    public SimdProgram(SimdState state, CompiledProgram compiled)
    {
        this.state = state;
        this.compiled = compiled;
        steps = compiled.Steps;
    }

    /// <summary>The steps, for tests.</summary>
    public IReadOnlyList<Step> Steps => steps;

    public void Prepare(int batch)
    {
        Guard();
        if (batch < 1) throw Throw.OutOfRange($"A program expects a batch of at least 1; got {batch}.");
        if (batch == this.batch) return;
        this.batch = 0;
        compiled.Arena.Prepare(batch);
        long scratch = 0;
        foreach (Step step in steps)
        {
            step.Bind(batch);
            scratch = Math.Max(scratch, step.Workspace(batch));
        }

        if (workspace is null || workspace.Length < scratch)
        {
            NativeBlock larger = new(scratch);
            workspace?.Dispose();
            workspace = larger;
        }

        compiled.Workspace.Set(workspace, 0, checked((int)workspace.Length));
        foreach (BatchSize size in compiled.Sizes) size.Set(batch);
        this.batch = batch;
    }

    public Span<float> Feed(int input) => Ready(compiled.Inputs, input, "input").Span;

    public void Feed(int input, double value)
    {
        Location location = Ready(compiled.Inputs, input, "input");
        if (location.Length != 1)
        {
            throw Throw.Argument($"Input \"{compiled.InputNames[input]}\" has {location.Length} elements and was fed one number. Fill the span of Feed({input}).");
        }

        location.Scalar = (float)value;
    }

    public void Run()
    {
        Guard();
        if (batch == 0) throw Unprepared();
        foreach (Step step in steps) step.Run();

        // Steps know addresses, not their owner: it must not be finalized under them.
        GC.KeepAlive(this);
    }

    public void Read(int output, Span<float> destination)
    {
        Ready(compiled.Outputs, output, "output").Span.CopyTo(destination);
        GC.KeepAlive(this);
    }

    public void Read(int output, Span<double> destination)
    {
        Span<float> value = Ready(compiled.Outputs, output, "output").Span;
        for (int i = 0; i < value.Length; i++) destination[i] = value[i];
        GC.KeepAlive(this);
    }

    public double ReadScalar(int output)
    {
        double value = Ready(compiled.Outputs, output, "output").Scalar;
        GC.KeepAlive(this);
        return value;
    }

    /// <summary>Frees the program's memory; the variables stay.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        compiled.Arena.Dispose();
        workspace?.Dispose();
        foreach (NativeBlock constant in compiled.Constants) constant.Dispose();
        state.Forget(this);
    }

    private Location Ready(Location[] locations, int index, string kind)
    {
        Guard();
        if (batch == 0) throw Unprepared();
        return (uint)index < (uint)locations.Length
            ? locations[index]
            : throw Throw.OutOfRange($"A program with {locations.Length} {kind}s expects an index below that; got {index}.");
    }

    private void Guard()
    {
        if (disposed) throw Throw.Disposed("This SimdProgram has been disposed, or its state was. Compile it again.");
    }

    private static InvalidOperationException Unprepared() =>
        Throw.Operation("A program expects Prepare(batch) before its inputs are fed and it runs; it has not been called.");
}
