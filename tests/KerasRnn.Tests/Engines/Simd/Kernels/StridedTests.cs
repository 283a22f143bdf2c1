using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Graph;

namespace KerasRnn.Tests.Engines.Simd.Kernels;

[Trait("Vectors", "all")]
public sealed class StridedTests : KernelTests
{
    [Theory]
    [InlineData(new[] { 5, 7 }, new[] { 1, 0 })]
    [InlineData(new[] { 33, 18 }, new[] { 1, 0 })]
    [InlineData(new[] { 4, 5, 6 }, new[] { 0, 2, 1 })]
    [InlineData(new[] { 4, 5, 6 }, new[] { 2, 1, 0 })]
    [InlineData(new[] { 4, 5, 6 }, new[] { 1, 0, 2 })]
    [InlineData(new[] { 4, 5, 6 }, new[] { 1, 2, 0 })]
    [InlineData(new[] { 2, 1, 3, 4 }, new[] { 3, 1, 0, 2 })]
    [InlineData(new[] { 3, 4 }, new[] { 0, 1 })]
    [InlineData(new int[0], new int[0])]
    public void Axes_change_places(int[] shape, int[] permutation)
    {
        int count = shape.Aggregate(1, (a, b) => a * b);
        float[] x = Numbers(count, 1), y = new float[count];
        Strided.Transpose(x, shape, permutation, y);
        int[] turned = [.. permutation.Select(axis => shape[axis])];
        for (int at = 0; at < count; at++)
        {
            int[] index = Unravel(at, turned), from = new int[shape.Length];
            for (int axis = 0; axis < index.Length; axis++) from[permutation[axis]] = index[axis];
            Assert.Equal(x[Ravel(from, shape)], y[at]);
        }
    }

    [Fact]
    public void A_matrix_is_transposed_at_every_size()
    {
        for (int rows = 0; rows <= 19; rows++)
        {
            for (int columns = 0; columns <= 19; columns++)
            {
                int ldx = columns + 2, ldy = rows + 1;
                float[] x = Numbers(rows * ldx, 1), y = [.. Enumerable.Repeat(7f, columns * ldy)];
                Strided.Transpose(x, ldx, rows, columns, y, ldy);
                for (int at = 0; at < y.Length; at++) Assert.Equal(at % ldy < rows ? x[(at % ldy * ldx) + (at / ldy)] : 7, y[at]);
            }
        }
    }

    [Fact]
    public void Views_are_copied_and_added_element_by_element()
    {
        Random random = new(5);
        for (int round = 0; round < 400; round++)
        {
            int rank = random.Next(0, 5);
            int[] shape = new int[rank], strides = new int[rank], stridesY = new int[rank];
            int offset = 0, offsetY = 0, size = 1, sizeY = 1;
            foreach (int axis in Enumerable.Range(0, rank).OrderBy(_ => random.Next()))
            {
                shape[axis] = random.Next(round % 50 == 0 ? 0 : 1, 6);
                strides[axis] = random.Next(4) == 0 ? 0 : size * random.Next(1, 3);
                stridesY[axis] = sizeY * (random.Next(2) + 1);
                int reach = Math.Max(0, shape[axis] - 1);
                size += strides[axis] * reach;
                sizeY += stridesY[axis] * reach;
                if (random.Next(3) == 0)
                {
                    offset += strides[axis] * reach;
                    strides[axis] = -strides[axis];
                }
            }

            // Leave room around the views.
            float[] x = Numbers(size + 3, round), y = Numbers(sizeY + 3, round + 1), copied = [.. y], added = [.. y];
            offsetY++;
            Strided.Copy(x, offset, strides, shape, copied, offsetY, stridesY);
            Strided.Accumulate(x, offset, strides, shape, added, offsetY, stridesY);
            float[] expected = [.. y], sums = [.. y];
            int count = shape.Aggregate(1, (a, b) => a * b);
            for (int at = 0; at < count; at++)
            {
                int[] index = Unravel(at, shape);
                int from = offset + index.Select((v, axis) => v * strides[axis]).Sum(), to = offsetY + index.Select((v, axis) => v * stridesY[axis]).Sum();
                expected[to] = x[from];
                sums[to] += x[from];
            }

            AssertSame(expected, copied);
            AssertSame(sums, added);
        }
    }

    [Fact]
    public void Operands_broadcast_by_strides_of_0()
    {
        Random random = new(6);
        for (int round = 0; round < 200; round++)
        {
            int rank = random.Next(0, 4);
            int[] shape = [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, round % 20 == 0 ? 40 : 6))];
            int count = shape.Aggregate(1, (a, b) => a * b);
            (float[] Data, int[] Strides)[] operands = [.. Enumerable.Range(0, 3).Select(seed => Operand(shape, random, seed + round))];
            float[] expected = new float[count], chosen = new float[count], y = new float[count];
            for (int at = 0; at < count; at++)
            {
                int[] index = Unravel(at, shape);
                float[] values = [.. operands.Select(o => o.Data[index.Select((v, axis) => v * o.Strides[axis]).Sum()])];
                expected[at] = values[0] / values[1];
                chosen[at] = values[2] != 0 ? values[0] : values[1];
            }

            AtEveryWidth(() =>
            {
                Strided.Apply(Binary.Divide, operands[0].Data, operands[0].Strides, operands[1].Data, operands[1].Strides, shape, y);
                AssertSame(expected, y);
                Strided.Select(operands[2].Data, operands[2].Strides, operands[0].Data, operands[0].Strides, operands[1].Data, operands[1].Strides, shape, y);
                AssertSame(chosen, y);
            });
        }
    }

    private static (float[] Data, int[] Strides) Operand(int[] shape, Random random, int seed)
    {
        int[] strides = new int[shape.Length];
        int size = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            if (random.Next(3) == 0) continue;
            strides[axis] = size;
            size *= shape[axis];
        }

        return ([.. Numbers(size, seed).Select(v => v < -0.5f ? 0 : v)], strides);
    }

    private static int[] Unravel(int at, int[] shape)
    {
        int[] index = new int[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; at /= shape[axis], axis--) index[axis] = at % shape[axis];
        return index;
    }

    private static int Ravel(int[] index, int[] shape) => index.Select((v, axis) => (v, axis)).Aggregate(0, (at, i) => (at * shape[i.axis]) + i.v);
}
