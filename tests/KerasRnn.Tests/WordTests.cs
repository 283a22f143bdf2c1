using KerasRnn.Initializers;
using KerasRnn.Layers;

namespace KerasRnn.Tests;

public sealed class WordTests
{
    public static TheoryData<object, string> Words => new()
    {
        { new Adam(0.002) { ClipNorm = 1 }, "Adam(learning_rate=0.002, clipnorm=1, beta_1=0.9, beta_2=0.999, epsilon=1E-07)" },
        { new SGD(0.1, momentum: 0.9, nesterov: true), "SGD(learning_rate=0.1, momentum=0.9, nesterov=True)" },
        { new Huber(2), "Huber(reduction=\"sum_over_batch_size\", delta=2)" },
        { new RootMeanSquaredError(), "RootMeanSquaredError()" },
        { new GlorotUniform(), "GlorotUniform()" },
        { new RandomNormal(0, 0.1), "RandomNormal(mean=0, stddev=0.1)" },
        { new L2(0.01), "L2(l2=0.01)" },
        { new Own(), "Own" },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_prints_as_the_call_that_makes_it(object word, string text) => Assert.Equal(text, word.ToString());

    [Fact]
    public void A_layer_is_found_by_its_name_and_a_wrong_name_gets_the_nearest()
    {
        Sequential model = [new Input(4), new Dense(3) { Name = "hidden" }, new Dense(2)];
        Assert.Same(model.Layers[^1], model.GetLayer("dense"));
        Assert.Equal(
            "There is no layer \"hiden\". Did you mean \"hidden\"? Known: dense, hidden.", Assert.Throws<ArgumentException>(() => model.GetLayer("hiden")).Message);
    }

    private sealed class Own : Loss
    {
        public Own()
            : base("own")
        {
        }

        protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => Ops.Mean(yPred - yTrue, -1);
    }
}
