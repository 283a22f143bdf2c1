using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using KerasRnn.Engines.Simd.Kernels;

namespace KerasRnn.Tests.Engines.Simd.Kernels;

/// <summary>Tests that force a vector width run one after the other; results do not depend on it, so other tests need not wait.</summary>
[CollectionDefinition("Kernels")]
[Trait("Vectors", "all")]
public sealed class KernelCollection;

/// <summary>What tests of kernels share: widths, numbers, the chain that defines a product.</summary>
[Collection("Kernels")]
public abstract class KernelTests
{
    /// <summary>All widths of this machine.</summary>
    protected static IEnumerable<int> Widths => new[] { 128, 256, 512 }.Where(bits => bits <= VectorWidth.Widest);

    /// <summary>Runs once per width.</summary>
    protected static void AtEveryWidth(Action body)
    {
        try
        {
            foreach (int bits in Widths)
            {
                VectorWidth.Bits = bits;
                body();
            }
        }
        finally
        {
            VectorWidth.Bits = VectorWidth.Widest;
        }
    }

    /// <summary>The results of a kernel are the same bits at every width; returns them.</summary>
    protected static float[] SameAtEveryWidth(Func<float[]> kernel)
    {
        float[]? first = null;
        AtEveryWidth(() =>
        {
            float[] result = kernel();
            if (first is null) first = result;
            else AssertSame(first, result);
        });
        return first!;
    }

    /// <summary>Numbers in [-1, 1) from a seed.</summary>
    protected static float[] Numbers(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }

    /// <summary>The blocks in which rows are summed: whole segments that fit into 64 rows together, or 64 rows of one.</summary>
    protected static IEnumerable<Range> Blocks(int rows, int segments = 1)
    {
        const int Chunk = 64;
        int each = rows / segments, together = Math.Max(1, Chunk / Math.Max(1, each));
        for (int s = 0; s < segments; s += together)
        {
            int count = Math.Min(together, segments - s), first = s * each, last = (s + count) * each;
            int size = count > 1 ? last - first : Chunk;
            for (int row = first; row < last; row += size) yield return row..Math.Min(row + size, last);
        }
    }

    /// <summary>Sums of blocks of rows, each from zero, added one after the other to a start.</summary>
    protected static float InBlocks(float? start, IEnumerable<Range> blocks, Func<int, float, float> link)
    {
        float? total = start;
        foreach (Range block in blocks)
        {
            float sum = 0;
            for (int row = block.Start.Value; row < block.End.Value; row++) sum = link(row, sum);
            total = total is float before ? sum + before : sum;
        }

        return total ?? 0;
    }

    /// <summary>One link of a chain, as this machine computes it.</summary>
    protected static float Link(float a, float b, float sum) =>
        Fma.IsSupported || AdvSimd.IsSupported ? MathF.FusedMultiplyAdd(a, b, sum) : (a * b) + sum;

    /// <summary>Equal bits; any NaN equals any NaN.</summary>
    protected static void AssertSame(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]) || (float.IsNaN(expected[i]) && float.IsNaN(actual[i]));
            if (!same) Assert.Fail($"element {i} of {expected.Length}: expected {expected[i]:R}, got {actual[i]:R} at {VectorWidth.Bits} bits");
        }
    }
}
