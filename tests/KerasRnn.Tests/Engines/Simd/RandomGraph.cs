using KerasRnn.Graph;
using static KerasRnn.Ops;

namespace KerasRnn.Tests.Engines.Simd;

/// <summary>A graph that grows from given tensors by random ops on random tensors of it. Values stay small, so that rounding does.</summary>
internal sealed class RandomGraph(ulong seed, KerasTensor[] leaves)
{
    private readonly CounterRandom random = new(seed, 2);
    private readonly List<KerasTensor> pool = [.. leaves];

    public IReadOnlyList<KerasTensor> Grow(int nodes)
    {
        while (pool.Count < leaves.Length + nodes)
        {
            if (Next() is KerasTensor next) pool.Add(next);
        }

        // Some inner tensors are outputs too.
        return [.. pool.Skip(leaves.Length).Where((_, i) => i == nodes - 1 || random.NextInt(5) == 0)];
    }

    private KerasTensor? Next()
    {
        KerasTensor x = Any();
        return random.NextInt(22) switch
        {
            0 => Tanh(x),
            1 => Sigmoid(x * 0.5),
            2 => Relu(x),
            3 => Select(Less(x, Leaf(4)), Square(x) * 0.3, Abs(x)),
            4 => Softplus(x) - Expm1(Minimum(x, x.Trace.Constant(0))),
            5 => Log(Exp(Minimum(x, x.Trace.Constant(1))) + 0.5),
            6 => Sqrt(Square(x) + 0.3) - Erfc(x),
            7 or 8 => Pair(x, (a, b) => a + b),
            9 => Pair(x, (a, b) => a - (b * 0.7)),
            10 => Pair(x, (a, b) => Maximum(a, b) / (1.5 + Square(Minimum(a, b)))),
            11 => Pair(x, (a, b) => Pow(Abs(a) + 0.5, Tanh(b))),
            12 => x.Rank > 1 ? SumKeep(x, Axis(x)) * 0.3 : null,
            13 => x.Rank > 1 ? MaxKeep(x, Axis(x)) : null,
            14 => x.Rank > 0 ? Softmax(x) : null,
            15 => x.Rank > 1 && x.Shape.Last == Leaf(2).Shape.Last ? Activate(MatMul(x, Leaf(3), transposeB: random.NextInt(2) == 0) + Leaf(2)) : null,
            16 => x.Rank == 3 && x.Shape.Last == Leaf(2).Shape.Last ? Recur(x) : null,
            17 => x.Rank == 3 ? Transpose(x, 0, 2, 1) : null,
            18 => x.Rank > 1 ? Cut(x) : null,
            19 => x.Rank == 3 ? Concat([Pad(x, 1, random.NextInt(3), random.NextInt(3), 0.25), x], 1) : null,
            20 => x.Rank == 3 ? Flat(x) : null,
            _ => x.Rank == 3 && x.Shape[2] == Leaf(2).Shape.Last ? Convolve(x) : null,
        };
    }

    private KerasTensor Any() => pool[random.NextInt(pool.Count)];

    private KerasTensor Leaf(int index) => leaves[index];

    private int Axis(KerasTensor x) => 1 + random.NextInt(x.Rank - 1);

    private KerasTensor? Pair(KerasTensor x, Func<KerasTensor, KerasTensor, KerasTensor> f)
    {
        KerasTensor y = Any();
        return Shape.Broadcast(x.Shape, y.Shape) is Shape shape && shape.CountPerRow < 500 ? f(x, y) : null;
    }

    private KerasTensor Activate(KerasTensor x) => random.NextInt(4) switch
    {
        0 => Tanh(x),
        1 => Sigmoid(x),
        2 => Relu(x),
        _ => x * 0.5,
    };

    private KerasTensor Recur(KerasTensor x)
    {
        RecurrentActivation[] all = [RecurrentActivation.Tanh, RecurrentActivation.Sigmoid, RecurrentActivation.HardSigmoid];
        KerasTensor? initial = random.NextInt(2) == 0 ? null : Tanh(Squeeze(Slice(x, 1, 0, 1), 1));
        (KerasTensor states, KerasTensor last) = SimpleRnn(Tanh(x), Leaf(3), initial, all[random.NextInt(all.Length)]);
        return random.NextInt(3) switch
        {
            0 => states,
            1 => last,
            _ => states * ExpandDims(last, 1),
        };
    }

    private KerasTensor Cut(KerasTensor x)
    {
        int axis = Axis(x), size = x.Shape[axis];
        if (random.NextInt(3) == 0) return Reverse(x, axis);
        int start = random.NextInt(size), step = 1 + random.NextInt(2);
        return Slice(x, axis, start, 1 + ((size - 1 - start) / step), step);
    }

    private KerasTensor Flat(KerasTensor x)
    {
        KerasTensor flat = random.NextInt(2) == 0
            ? Reshape(x, new Shape(x.Shape[0], x.Shape[1] * x.Shape[2]))
            : Reshape(x, new Shape(x.Shape[0] * x.Shape[1], x.Shape[2]));
        return random.NextInt(2) == 0 ? flat : flat / Size(flat);
    }

    private KerasTensor Convolve(KerasTensor x)
    {
        int channels = x.Shape[2], width = Math.Min(1 + random.NextInt(3), x.Shape[1]);
        KerasTensor row = Leaf(3) * 0.5;
        KerasTensor kernel = Reshape(Concat([.. Enumerable.Range(0, width).Select(q => row * (1 + q))], 0), new Shape(width, channels, channels));
        return Activate(Conv1D(x, kernel, stride: 1 + random.NextInt(2)) + Leaf(2));
    }
}
