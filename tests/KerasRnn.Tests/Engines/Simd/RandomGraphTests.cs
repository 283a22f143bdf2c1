using KerasRnn.Engines;
using KerasRnn.Graph;
using KerasRnn.Reference;
using static KerasRnn.Ops;

namespace KerasRnn.Tests.Engines.Simd;

/// <summary>Graphs drawn from a seed: odd shapes, every op, gradients of everything, one batch after another.</summary>
public sealed class RandomGraphTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 150)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_random_graph_and_its_gradients_are_those_of_the_reference_engine(int seed)
    {
        CounterRandom random = new((ulong)seed, 1);
        int batch = 1 + random.NextInt(7), steps = 1 + random.NextInt(5), features = 1 + random.NextInt(9);
        (Shape, float[])[] inputs =
        [
            Side.Numbers(new Shape(Shape.Batch, steps, features), seed, batch),
            Side.Numbers(new Shape(Shape.Batch, steps, features), seed + 1000, batch),
            Side.Numbers(new Shape(features), seed + 2000, batch),
            Side.Numbers(new Shape(features, features), seed + 3000, batch, 0.4),
            Side.Numbers(Shape.Scalar, seed + 4000, batch),
            Side.Numbers(new Shape(Shape.Batch, 1, features), seed + 5000, batch),
        ];
        int nodes = 3 + random.NextInt(25);
        Side.AssertAgrees(Side.WithGradients(x => new RandomGraph((ulong)seed, x).Grow(nodes)), batch, inputs);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_updates_of_variables_are_those_of_the_reference_engine(int seed)
    {
        (double[][] expected, double[][] expectedOutputs) = Steps(new ReferenceEngine(), seed);
        (double[][] plain, double[][] plainOutputs) = Steps(Side.Plain, seed);
        (double[][] fused, double[][] fusedOutputs) = Steps(Side.Fused, seed);
        for (int i = 0; i < expected.Length; i++)
        {
            Side.AssertNear(expected[i], plain[i], $"variable {i}", tolerance: 2e-4);
            Side.AssertSameBits(plain[i], fused[i], $"variable {i}");
        }

        for (int i = 0; i < expectedOutputs.Length; i++)
        {
            Side.AssertNear(expectedOutputs[i], plainOutputs[i], $"output {i}", tolerance: 2e-4);
            Side.AssertSameBits(plainOutputs[i], fusedOutputs[i], $"output {i}");
        }
    }

    // Three runs of a graph that assigns functions of gradients, of old and of new values, and of each other to its variables.
    private static (double[][] Variables, double[][] Outputs) Steps(IEngine engine, int seed)
    {
        CounterRandom random = new((ulong)seed, 3);
        int batch = 1 + random.NextInt(5), steps = 1 + random.NextInt(4), features = 1 + random.NextInt(6);
        Variable[] variables =
        [
            Make("row", new Shape(features)), Make("kernel", new Shape(features, features)), Make("scalar", Shape.Scalar),
            Make("other", new Shape(features, features)), Make("third", new Shape(features, features)), Make("slot", new Shape(features)),
        ];
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch, steps, features), InputSource.Data);
        KerasTensor z = trace.Input("z", new Shape(Shape.Batch, 1, features), InputSource.Data);
        KerasTensor[] leaves = [x, Tanh(x), trace.Read(variables[0]), trace.Read(variables[1]), trace.Read(variables[2]), z];
        IReadOnlyList<KerasTensor> grown = new RandomGraph((ulong)seed, leaves).Grow(4 + random.NextInt(10));
        KerasTensor loss = grown.Select(y => Mean(Square(Tanh(y)))).Aggregate(Add);
        IReadOnlyList<KerasTensor?> gradients = trace.Gradients(loss, [.. variables.Select(trace.Initial)]);
        int updates = 3 + random.NextInt(8);
        for (int i = 0; i < updates; i++)
        {
            int target = random.NextInt(variables.Length);
            Variable variable = variables[target], twin = variables[(int[])[5, 3, 2, 4, 1, 0] is var twins ? twins[target] : 0];
            KerasTensor old = random.NextInt(2) == 0 ? trace.Initial(variable) : trace.Read(variable), peer = random.NextInt(2) == 0 ? trace.Initial(twin) : trace.Read(twin);
            trace.Assign(variable, random.NextInt(7) switch
            {
                0 => peer,
                1 => old - ((gradients[target] ?? peer) * 0.1),
                2 => (old * 0.5) + (Square(peer) * 0.25),
                3 when variable.Shape.Rank == 2 => Transpose(old, 1, 0),
                4 when variable.Shape.Rank == 2 => MatMul(old, peer) * 0.3,
                5 when variable.Shape.Rank == 1 => Reverse(peer, 0),
                6 => Tanh(old + peer) + Mean(loss),
                _ => Select(Less(old, peer), old, peer * 0.5),
            });
        }

        KerasTensor[] outputs = [loss, trace.Read(variables[random.NextInt(6)]), trace.Initial(variables[random.NextInt(6)])];
        using IEngineState state = engine.Open();
        state.Add(variables[..2]);
        state.Add(variables[2..]);
        using IProgram program = state.Compile(new GraphProgram(trace, outputs));
        double[][] last = [];
        for (int run = 0; run < 3; run++)
        {
            last = Side.Feed(program, batch, outputs, Side.Numbers(x.Shape, seed + run, batch).Values, Side.Numbers(z.Shape, seed - run - 1, batch).Values);
        }

        return ([.. variables.Select(Value)], last);

        Variable Make(string name, Shape shape) => new(name, shape, Side.Numbers(shape, seed + name.Length, 1, 0.4).Values);

        double[] Value(Variable variable)
        {
            double[] value = new double[variable.Count];
            state.Read(variable, value);
            return value;
        }
    }
}
