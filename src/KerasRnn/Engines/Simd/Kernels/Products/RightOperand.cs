using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// The right operand [k, n] of a product, as the tiles read it: where it lies, or packed into panels. A panel is two vectors wide and as deep
/// as a block of the inner dimension, contiguous and padded with zeros: it stays in the first cache while many rows pass.
/// </summary>
internal readonly unsafe struct RightOperand
{
    /// <summary>Depth of a block: 192 rows of 32 floats are 24 KB, so that a panel and a tile of A stay in 32 KB.</summary>
    public const int Depth = 192;

    private readonly float* data;
    private readonly nint stride;
    private readonly int k;
    private readonly int panel;

    private RightOperand(float* data, nint stride, int k, int panel, int blockDepth)
    {
        this.data = data;
        this.stride = stride;
        this.k = k;
        this.panel = panel;
        BlockDepth = blockDepth;
    }

    /// <summary>Depth of the blocks; the last one may be shallower.</summary>
    public int BlockDepth { get; }

    /// <summary>Whether it lies in panels.</summary>
    public bool IsPacked => panel > 0;

    /// <summary>Floats that packing needs, whatever the width of the vectors.</summary>
    public static int Workspace(int k, int n) => (k * Round(n, 32)) + 16;

    /// <summary>The operand where it lies.</summary>
    public static RightOperand Direct(float* b, nint ldb, int k) => new(b, ldb, k, 0, k);

    /// <summary>Packs B [k, n], stored [n, k] if <paramref name="transposed"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RightOperand Pack<V>(float* b, nint ldb, bool transposed, int k, int n, float* workspace)
        where V : struct, IVec<V>
    {
        RightOperand packed = Packed<V>(k, n, workspace);
        int panel = packed.panel, depth = packed.BlockDepth;
        for (int p = 0; p < k; p += depth)
        {
            int rows = Math.Min(depth, k - p);
            for (int j = 0; j < n; j += panel)
            {
                float* to = packed.At(p, j, out _);
                if (transposed) Transposing.Panel(b + (j * ldb) + p, ldb, Math.Min(panel, n - j), rows, to, panel);
                else Panel<V>(b + (p * ldb) + j, ldb, rows, Math.Min(panel, n - j), to);
            }
        }

        return packed;
    }

    /// <summary>What <see cref="Pack"/> has left in the workspace.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RightOperand Packed<V>(int k, int n, float* workspace)
        where V : struct, IVec<V>
    {
        int panel = 2 * V.Count, blocks = Math.Max(1, (k + Depth - 1) / Depth);
        return new RightOperand(Align(workspace), Round(n, panel), k, panel, Math.Max(1, (k + blocks - 1) / blocks));
    }

    /// <summary>Where rows from p (the start of a block) and columns from j (the start of a panel) begin, and the distance of rows there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* At(int p, int j, out nint stride)
    {
        stride = panel == 0 ? this.stride : panel;
        return panel == 0 ? data + (p * this.stride) + j : data + (p * this.stride) + ((nint)j * Math.Min(BlockDepth, k - p));
    }

    /// <summary>Copies columns into a panel of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panel<V>(float* from, nint ld, int rows, int columns, float* to)
        where V : struct, IVec<V>
    {
        int first = Math.Min(columns, V.Count), second = columns - first;
        for (int row = 0; row < rows; row++, from += ld, to += 2 * V.Count)
        {
            V.Store(first == V.Count ? V.Load(from) : V.Load(from, first), to);
            V.Store(second == V.Count ? V.Load(from + V.Count) : second > 0 ? V.Load(from + V.Count, second) : V.Zero, to + V.Count);
        }
    }

    /// <summary>The next multiple.</summary>
    public static int Round(int n, int multiple) => (n + multiple - 1) / multiple * multiple;

    /// <summary>The next address that is a multiple of 64.</summary>
    public static float* Align(float* p) => (float*)(((nint)p + 63) & ~(nint)63);
}
