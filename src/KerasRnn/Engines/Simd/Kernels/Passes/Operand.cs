using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>What a loop over elements reads: as many floats as the result has, or 16 equal ones that repeat.</summary>
internal readonly unsafe struct Operand
{
    public Operand(float* data, bool repeats)
    {
        Data = data;
        Repeats = repeats;
    }

    public float* Data { get; }

    public bool Repeats { get; }

    /// <summary>x itself if it has the length of the result; else one number, copied into all 16 floats of the buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Operand Of(float* x, int length, int n, float* buffer)
    {
        if (length == n) return new Operand(x, false);
        new Span<float>(buffer, 16).Fill(*x);
        return new Operand(buffer, true);
    }
}
