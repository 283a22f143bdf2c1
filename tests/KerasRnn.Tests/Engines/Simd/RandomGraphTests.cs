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
}
