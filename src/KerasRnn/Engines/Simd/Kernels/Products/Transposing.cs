using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>Transposition in blocks of 4 x 4.</summary>
internal static unsafe class Transposing
{
    /// <summary>to [columns, rows] = fromᵀ, from [rows, columns], both with leading dimensions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Matrix(float* from, nint ldFrom, int rows, int columns, float* to, nint ldTo)
    {
        int i = 0;
        for (; i <= rows - 4; i += 4)
        {
            float* source = from + (i * ldFrom);
            float* target = to + i;
            int j = 0;
            for (; j <= columns - 4; j += 4)
            {
                Block(source + j, ldFrom, target + (j * ldTo), ldTo);
            }

            for (; j < columns; j++)
            {
                for (int r = 0; r < 4; r++) target[(j * ldTo) + r] = source[(r * ldFrom) + j];
            }
        }

        for (; i < rows; i++)
        {
            for (int j = 0; j < columns; j++) to[(j * ldTo) + i] = from[(i * ldFrom) + j];
        }
    }

    /// <summary>As <see cref="Matrix"/>, and the columns of the target up to <paramref name="width"/> become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panel(float* from, nint ldFrom, int rows, int columns, float* to, int width)
    {
        for (int j = 0; j < columns && rows < width; j++) new Span<float>(to + ((nint)j * width) + rows, width - rows).Clear();
        Matrix(from, ldFrom, rows, columns, to, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(float* from, nint ldFrom, float* to, nint ldTo)
    {
        Vector128<float> a = Vector128.Load(from), b = Vector128.Load(from + ldFrom);
        Vector128<float> c = Vector128.Load(from + (2 * ldFrom)), d = Vector128.Load(from + (3 * ldFrom));
        Vector128<float> ac = UnpackLow(a, c), bd = UnpackLow(b, d), acHigh = UnpackHigh(a, c), bdHigh = UnpackHigh(b, d);
        UnpackLow(ac, bd).Store(to);
        UnpackHigh(ac, bd).Store(to + ldTo);
        UnpackLow(acHigh, bdHigh).Store(to + (2 * ldTo));
        UnpackHigh(acHigh, bdHigh).Store(to + (3 * ldTo));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackLow(Vector128<float> a, Vector128<float> b) =>
        System.Runtime.Intrinsics.X86.Sse.IsSupported ? System.Runtime.Intrinsics.X86.Sse.UnpackLow(a, b)
        : System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported ? System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackHigh(Vector128<float> a, Vector128<float> b) =>
        System.Runtime.Intrinsics.X86.Sse.IsSupported ? System.Runtime.Intrinsics.X86.Sse.UnpackHigh(a, b)
        : System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported ? System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);
}
