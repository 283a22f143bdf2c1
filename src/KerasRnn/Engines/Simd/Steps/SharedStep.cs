using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Threading;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>
/// A step that shares its rows out over cores where there is enough to do. No part adds to what another one computes, so neither their number
/// nor who does them changes a bit.
/// </summary>
/// <param name="threads">The most threads there may be.</param>
/// <param name="workspace">The scratch of the program, one share for each thread.</param>
internal abstract class SharedStep(int threads, Location workspace) : Step, IJob
{
    // Multiply-adds of a part that are worth waking a thread: some 20 µs.
    private const long Worthwhile = 1 << 20;

    // Rows come in tiles: a part of an odd number of rows would waste the end of one.
    private const int Tile = 16;

    // A few parts for each thread: who comes late takes fewer.
    private const int PartsPerThread = 2;

    private int total;
    private int parts = 1;
    private int scratch;

    public sealed override long Workspace(int batch) => (long)scratch * Math.Min(parts, threads);

    /// <summary>Whether there are several parts.</summary>
    protected bool IsShared => parts > 1;

    public override void Run() => RunParts();

    public abstract void Part(int part, int lane);

    protected void RunParts()
    {
        if (parts == 1) Part(0, 0);
        else Workers.Run(this, parts, Math.Min(parts, threads));
    }

    /// <summary>Decides about the parts.</summary>
    /// <param name="rows">What is shared out.</param>
    /// <param name="work">All multiply-adds.</param>
    /// <param name="floats">Scratch of one thread.</param>
    /// <param name="fewest">The fewest rows of a part for which preparing its operands pays.</param>
    protected void Share(int rows, long work, int floats, int fewest = Tile)
    {
        total = rows;
        scratch = checked((int)NativeBlock.Pad(floats));
        parts = threads == 1 ? 1 : (int)Math.Clamp(Math.Min(work / Worthwhile, rows / fewest), 1, threads * PartsPerThread);
    }

    /// <summary>A part of a tensor, or nothing of one that is absent.</summary>
    protected static Span<float> Some(Location? location, int first, int count) => location is null ? default : location.Span.Slice(first, count);

    protected Span<float> Scratch(int lane) => workspace.Span.Slice(lane * scratch, scratch);

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
