using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Threading;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>
/// A step that shares its rows out over cores where there is enough to do. The parts follow from the sizes and the number of threads alone, and
/// no part adds to what another one computes, so their number changes no bit.
/// </summary>
/// <param name="threads">The most parts there may be.</param>
/// <param name="workspace">The scratch of the program, one share for each part.</param>
internal abstract class SharedStep(int threads, Location workspace) : Step, IJob
{
    // Multiply-adds of a part that are worth waking a thread: some 20 µs.
    private const long Worthwhile = 1 << 20;

    // Rows come in tiles: a part of an odd number of rows would waste the end of one.
    private const int Tile = 16;

    private int total;
    private int parts = 1;
    private int scratch;

    public sealed override long Workspace(int batch) => (long)scratch * parts;

    /// <summary>Whether there are several parts.</summary>
    protected bool IsShared => parts > 1;

    public override void Run() => RunParts();

    public abstract void Part(int part);

    protected void RunParts() => Workers.Run(this, parts);

    /// <summary>Decides about the parts.</summary>
    /// <param name="rows">What is shared out.</param>
    /// <param name="work">All multiply-adds.</param>
    /// <param name="floats">Scratch of one part.</param>
    protected void Share(int rows, long work, int floats)
    {
        total = rows;
        scratch = checked((int)NativeBlock.Pad(floats));
        parts = (int)Math.Clamp(Math.Min(work / Worthwhile, rows / Tile), 1, threads);
    }

    protected Span<float> Scratch(int part) => workspace.Span.Slice(part * scratch, scratch);

    /// <summary>The rows of a part.</summary>
    protected (int First, int Count) Rows(int part) => Rows(total, part);

    /// <summary>The part of another number of rows.</summary>
    protected (int First, int Count) Rows(int rows, int part)
    {
        int tiles = (rows + Tile - 1) / Tile;
        int first = tiles * part / parts * Tile, end = Math.Min(rows, tiles * (part + 1) / parts * Tile);
        return (first, Math.Max(0, end - first));
    }
}
