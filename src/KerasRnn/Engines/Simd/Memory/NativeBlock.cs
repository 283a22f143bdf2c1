using System.Runtime.InteropServices;

namespace KerasRnn.Engines.Simd.Memory;

/// <summary>Cleared native memory for floats, aligned to a cache line, freed when nobody holds it any more.</summary>
internal sealed unsafe class NativeBlock : SafeHandle
{
    /// <summary>Every tensor begins at a multiple of so many floats: 64 bytes, one cache line, one 512-bit vector.</summary>
    public const int Alignment = 16;

    public NativeBlock(long length)
        : base(0, ownsHandle: true)
    {
        Length = Math.Max(Alignment, Pad(length));
        nuint bytes = checked((nuint)Length * sizeof(float));
        SetHandle((nint)NativeMemory.AlignedAlloc(bytes, Alignment * sizeof(float)));
        NativeMemory.Clear((void*)handle, bytes);
    }

    public long Length { get; }

    public override bool IsInvalid => handle == 0;

    /// <summary>The number of floats that a tensor takes up, padding included.</summary>
    public static long Pad(long length) => (length + Alignment - 1) / Alignment * Alignment;

    public Span<float> Slice(long offset, int length) => new(At(offset, length), length);

    public float* At(long offset, int length)
    {
        System.Diagnostics.Debug.Assert(offset >= 0 && length >= 0 && offset + length <= Length, "a tensor lies inside its block");
        return (float*)handle + offset;
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
