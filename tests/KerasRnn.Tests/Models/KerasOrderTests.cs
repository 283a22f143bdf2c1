using KerasRnn.Layers;

namespace KerasRnn.Tests.Models;

/// <summary>The order of layers, and so of weights, that Keras 3.15.1 gave for random graphs. i: input, d: dense, v: repeated vector, r: recurrence with a state.</summary>
public sealed class KerasOrderTests
{
    [Theory]
    [InlineData("i0 i1 i2 t0=d0(i1) t1=v1(t0) t2=r2(t1,i2) t3=v3(i2) t4=r4(t3,t2) t5=d5(t2) t6=d6(i2) t7=d7(i1) > t6 t7", "i2 i1 i0 d6 d7")]
    [InlineData("i0 i1 t0=d0(i1) t1=d1(i1) t2=v2(t1) t3=r3(t2,t1) t4=d4(i0) t5=v5(i0) t6=r6(t5,t1) t7=v7(t3) t8=r8(t7,t6) t9=d9(t8) > t8 t9", "i1 d1 v2 i0 r3 v5 v7 r6 r8 d9")]
    [InlineData("i0 t0=d0(i0) t1=d1(t0) t2=d0(t1) > t2", "i0 d0 d1")]
    [InlineData("i0 i1 t0=d0(i1) t1=v1(t0) t2=r2(t1,t0) t3=d3(i0) t4=v4(t0) t5=r5(t4,t3) t6=d6(i1) t7=v7(t3) t8=r8(t7,t6) t9=v9(t6) t10=r10(t9,t0) > t8 t10", "i0 i1 d3 d6 v7 v9 d0 r8 r10")]
    [InlineData("i0 i1 t0=d0(i1) t1=v1(i0) t2=r2(t1,i0) t3=d3(i0) t4=v4(t3) t5=r5(t4,t0) t6=d6(i1) > t3 t6", "i0 i1 d3 d6")]
    [InlineData("i0 i1 t0=d0(i0) t1=v1(i0) t2=r2(t1,t0) t3=d3(i1) t4=d4(t0) t5=v5(i1) t6=r6(t5,t2) t7=d7(t3) t8=d8(i0) t9=d9(t6) > t9 t2", "i0 i1 v1 d0 v5 r2 r6 d9")]
    [InlineData("i0 t0=d0(i0) t1=d1(i0) t2=v2(t1) t3=r3(t2,t0) t4=d0(t1) t5=v4(t0) t6=r5(t5,t3) t7=d6(t0) > t6 t7", "i0 d1 d0 v2 v4 r3 r5 d6")]
    [InlineData("i0 i1 t0=v0(i0) t1=r1(t0,i0) t2=d2(i1) t3=d3(i1) t4=d4(i0) > t2 t1 t4", "i0 i1 v0 d2 r1 d4")]
    [InlineData("i0 i1 t0=v0(i0) t1=r1(t0,i0) t2=d2(i0) t3=d3(i1) t4=d4(t2) t5=d5(t2) > t2 t5 t4", "i0 d2 i1 d5 d4")]
    [InlineData("i0 i1 i2 t0=d0(i1) t1=d1(i1) t2=d2(i2) t3=v3(t1) t4=r4(t3,i0) t5=d2(t1) t6=d5(t4) t7=d6(t5) > t1 t6 t7", "i1 d1 v3 i0 r4 d2 i2 d5 d6")]
    [InlineData("i0 t0=v0(i0) t1=r1(t0,i0) t2=v2(t1) t3=r3(t2,t1) t4=d4(i0) t5=v5(t3) t6=r6(t5,i0) t7=d7(t3) t8=d8(t4) > t8 t7", "i0 v0 r1 v2 d4 r3 d8 d7")]
    [InlineData("i0 i1 i2 t0=v0(i1) t1=r1(t0,i2) t2=d2(i1) t3=v3(t2) t4=r4(t3,i1) t5=d5(t1) t6=d2(i0) t7=d6(t5) t8=v7(i2) t9=r8(t8,i0) > t9", "i2 v7 i0 i1 r8")]
    [InlineData("i0 i1 i2 t0=d0(i0) t1=v1(i0) t2=r2(t1,i2) t3=v3(i2) t4=r4(t3,t0) t5=d5(t2) t6=d6(t4) > t6 t5", "i2 i0 v3 d0 v1 r4 r2 i1 d6 d5")]
    [InlineData("i0 i1 t0=d0(i0) t1=d1(i0) t2=d2(i1) t3=d3(t2) t4=d4(t3) > t4 t0", "i1 d2 d3 i0 d4 d0")]
    public void Layers_and_weights_come_in_the_order_of_Keras(string graph, string expected)
    {
        string[] sides = graph.Split(" > ");
        Dictionary<string, KerasTensor> tensors = [];
        Dictionary<string, Layer> layers = [];
        List<KerasTensor> inputs = [];
        foreach (string statement in sides[0].Split(' '))
        {
            if (statement[0] == 'i')
            {
                inputs.Add(tensors[statement] = Keras.Input([4], statement));
                continue;
            }

            string[] parts = statement.Split('=', '(', ',', ')');
            if (!layers.TryGetValue(parts[1], out Layer? layer)) layers.Add(parts[1], layer = Make(parts[1]));
            tensors[parts[0]] = layer.Apply([.. parts[2..].Where(p => p.Length > 0).Select(p => tensors[p])]);
        }

        using Functional model = Keras.Model([.. inputs], [.. sides[1].Split(' ').Select(o => tensors[o])]);
        Assert.Equal(expected, string.Join(" ", model.Layers.Select(l => l.Name)));
        Assert.Equal(model.Layers.SelectMany(l => l.Weights), model.Weights);
    }

    private static Layer Make(string name) => name[0] switch
    {
        'd' => new Dense(4) { Name = name },
        'v' => new RepeatVector(2) { Name = name },
        _ => new SimpleRNN(4) { Name = name },
    };
}
