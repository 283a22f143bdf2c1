using System.Text.Json;
using KerasRnn.Initializers;

namespace KerasRnn.Tests.Initializers;

public sealed class InitializerGoldenTests
{
    [Fact]
    public void Values_and_asked_distributions_are_those_of_Keras()
    {
        int compared = 0;
        foreach (JsonElement golden in Golden.List("layers/initializers", "cases").Where(c => c.TryGetProperty("initializer", out _)))
        {
            string name = golden.GetProperty("name").GetString()!;
            Initializer initializer = InitializerWords.Table.Read(golden.GetProperty("initializer"), "test");
            Shape shape = Golden.Fixed(golden);
            if (Golden.Get(golden, "draw") is JsonElement draw) CompareDraw(draw, initializer.Draw(shape)!, name);
            else if (Golden.Get(golden, "gaussian") is JsonElement gaussian)
            {
                double gain = Assert.IsType<Orthogonal>(initializer).Gain;
                Golden.Close(Golden.Data(golden.GetProperty("values")), Orthogonal.FromGaussian(shape, Golden.Data(gaussian), gain), 1e-9, name);
                Assert.Equal(Golden.Fixed(gaussian), initializer.Draw(shape)!.Shape);
            }
            else
            {
                float[] values = new float[shape.Count(1)];
                initializer.Fill(shape, new CounterRandom(1), values);
                Golden.Close(Golden.Data(golden.GetProperty("values")), [.. values.Select(v => (double)v)], 1e-9, name);
                Assert.Null(initializer.Draw(shape));
            }

            compared++;
        }

        Assert.True(compared > 120, $"only {compared} cases compared");
    }

    private static void CompareDraw(JsonElement golden, Draw draw, string name)
    {
        DrawDistribution distribution = golden.GetProperty("distribution").GetString() switch
        {
            "uniform" => DrawDistribution.Uniform,
            "normal" => DrawDistribution.Normal,
            _ => DrawDistribution.TruncatedNormal,
        };
        Assert.Equal(distribution, draw.Distribution);
        Assert.Equal(Golden.Fixed(golden), draw.Shape);
        bool uniform = distribution == DrawDistribution.Uniform;
        double[] expected = [golden.GetProperty(uniform ? "minval" : "mean").GetDouble(), golden.GetProperty(uniform ? "maxval" : "stddev").GetDouble()];
        Golden.Close(expected, [draw.First, draw.Second], 1e-11, name);
    }
}
