using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>Which vectors the kernels use. Results do not depend on it.</summary>
internal static class VectorWidth
{
    /// <summary>The widest vectors of this machine, in bits: 128, 256 or 512.</summary>
    public static int Widest { get; } = Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? 512 : Vector256.IsHardwareAccelerated && Avx2.IsSupported ? 256 : 128;

    /// <summary>The vectors in use, in bits. Tests set a narrower one.</summary>
    public static int Bits { get; set; } = Widest;

    /// <summary>Whether there are 32 vector registers, enough for a tile of 8 x 2; with 16 it is 4 x 2.</summary>
    public static bool HasManyRegisters => Vector512.IsHardwareAccelerated || AdvSimd.Arm64.IsSupported;
}
