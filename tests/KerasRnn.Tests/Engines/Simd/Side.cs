using KerasRnn.Engines.Simd;
using KerasRnn.Reference;

namespace KerasRnn.Tests;

/// <summary>The sides that the simd engine has by itself: with and without fusion.</summary>
internal static partial class Side
{
    public static readonly SimdEngine Fused = new(threads: 1);
    public static readonly SimdEngine Plain = new(threads: 1) { Fuse = false };

    /// <summary>Fused and unfused steps compute the same bits, and both are near to the double-precision engine.</summary>
    public static void AssertAgrees(
        Func<KerasTensor[], IReadOnlyList<KerasTensor>> build, int batch, params (Shape Shape, float[] Values)[] inputs)
    {
        double[][] expected = Run(new ReferenceEngine(), build, batch, inputs);
        double[][] plain = Run(Plain, build, batch, inputs);
        double[][] fused = Run(Fused, build, batch, inputs);
        for (int i = 0; i < expected.Length; i++)
        {
            AssertNear(expected[i], plain[i], $"output {i}");
            AssertSameBits(plain[i], fused[i], $"output {i}");
        }
    }

    public static void AssertSameBits(double[] expected, double[] found, string what)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                BitConverter.DoubleToInt64Bits(expected[i]) == BitConverter.DoubleToInt64Bits(found[i]) || (double.IsNaN(expected[i]) && double.IsNaN(found[i])),
                $"{what} is {found[i]:R} at element {i} when fused; op by op it is {expected[i]:R}.");
        }
    }
}
