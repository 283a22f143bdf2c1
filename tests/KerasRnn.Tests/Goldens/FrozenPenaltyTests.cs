using KerasRnn.Layers;
using KerasRnn.Reference;

namespace KerasRnn.Tests.Goldens;

/// <summary>What no golden shows: Keras sums the penalties of trainable weights only.</summary>
public sealed class FrozenPenaltyTests
{
    [Theory]
    [InlineData(true, 0.5)]
    [InlineData(false, 0)]
    public void The_penalty_of_a_frozen_weight_is_no_part_of_the_loss(bool trainable, double expected)
    {
        using Sequential model = new()
        {
            new Input(2),
            new Dense(1) { UseBias = false, KernelInitializer = "ones", KernelRegularizer = new L2(0.25), Trainable = trainable },
        };
        model.Engine = new ReferenceEngine();
        model.Compile("sgd", "mse");
        Assert.Equal(expected, model.Evaluate(new float[,] { { 1, -1 } }, new float[,] { { 0 } }, verbose: Verbose.Silent).Loss);
    }
}
