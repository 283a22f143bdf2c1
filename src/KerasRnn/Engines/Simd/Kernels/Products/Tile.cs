using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>How wide a tile is: one or two vectors, the last one full or not. Constants to the compiler.</summary>
internal interface IColumns
{
    static abstract bool Two { get; }

    static abstract bool Partial { get; }
}

/// <summary>Two full vectors.</summary>
internal readonly struct Two : IColumns
{
    static bool IColumns.Two => true;

    static bool IColumns.Partial => false;
}

/// <summary>A full vector and the beginning of another.</summary>
internal readonly struct TwoPartial : IColumns
{
    static bool IColumns.Two => true;

    static bool IColumns.Partial => true;
}

/// <summary>One full vector.</summary>
internal readonly struct One : IColumns
{
    static bool IColumns.Two => false;

    static bool IColumns.Partial => false;
}

/// <summary>The beginning of one vector.</summary>
internal readonly struct OnePartial : IColumns
{
    static bool IColumns.Two => false;

    static bool IColumns.Partial => true;
}

/// <summary>Rows of a product that come in groups: after Rows rows A and G jump ahead by some floats, Count times.</summary>
internal readonly record struct Segments(int Count, int Rows, nint SkipA = 0, nint SkipG = 0);

/// <summary>Loads and stores of one row of a tile.</summary>
internal static unsafe class Tile
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<V, TColumns>(float* source, int last, out V first, out V second)
        where V : struct, IVec<V>
        where TColumns : struct, IColumns
    {
        if (TColumns.Two)
        {
            first = V.Load(source);
            second = TColumns.Partial ? V.Load(source + V.Count, last) : V.Load(source + V.Count);
        }
        else
        {
            first = TColumns.Partial ? V.Load(source, last) : V.Load(source);
            second = V.Zero;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<V, TColumns>(float* source, int last, ref V first, ref V second)
        where V : struct, IVec<V>
        where TColumns : struct, IColumns
    {
        Load<V, TColumns>(source, last, out V x, out V y);
        first += x;
        if (TColumns.Two) second += y;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V, TColumns>(V first, V second, float* destination, int last)
        where V : struct, IVec<V>
        where TColumns : struct, IColumns
    {
        if (TColumns.Two)
        {
            V.Store(first, destination);
            if (TColumns.Partial) V.Store(second, destination + V.Count, last);
            else V.Store(second, destination + V.Count);
        }
        else if (TColumns.Partial) V.Store(first, destination, last);
        else V.Store(first, destination);
    }
}
