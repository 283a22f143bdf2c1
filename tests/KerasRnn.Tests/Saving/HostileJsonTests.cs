using System.Text;
using System.Text.Json;

namespace KerasRnn.Tests.Saving;

public sealed class HostileJsonTests
{
    public static TheoryData<string, string> Refused() => new()
    {
        { Layer("SimpleRNN", "\"name\": \"rnn\", \"units\": 3, \"unitz\": 3"), "SimpleRNN \"rnn\": unknown option \"unitz\". Did you mean \"units\"? Known: activation, activity_regularizer, bias_constraint, bias_initializer, bias_regularizer, dropout, dtype, go_backwards, kernel_constraint, kernel_initializer, kernel_regularizer, name, recurrent_constraint, recurrent_dropout, recurrent_initializer, recurrent_regularizer, return_sequences, return_state, seed, stateful, trainable, units, unroll, use_bias, zero_output_for_mask." },
        { Layer("SimpleRMM", "\"units\": 3"), "There is no layer \"SimpleRMM\". Did you mean \"SimpleRNN\"? Known: Activation, AveragePooling1D, Conv1D, Dense, Dropout, Flatten, Functional, GlobalAveragePooling1D, GlobalMaxPooling1D, InputLayer, MaxPooling1D, RepeatVector, Reshape, Sequential, SimpleRNN." },
        { Layer("Dense", "\"name\": \"d\", \"units\": 3, \"kernel_constraint\": {\"class_name\": \"NonNeg\", \"config\": {}}"), "Dense \"d\": option \"kernel_constraint\": {\"class_name\": \"NonNeg\", \"config\": {}} is not known here. Leave it out." },
        { Layer("Dense", "\"name\": \"d\", \"units\": 3, \"activity_regularizer\": \"l2\""), "Dense \"d\": option \"activity_regularizer\": \"l2\" is not known here. Leave it out." },
        { Layer("Dense", "\"units\": \"3\""), "Dense: \"units\" must be a whole number; got \"3\"." },
        { Layer("Dense", "\"units\": 2.5"), "Dense: \"units\" must be a whole number; got 2.5." },
        { Layer("Dense", ""), "Dense needs \"units\", a whole number." },
        { Layer("Dense", "\"units\": -1"), "Dense: Dense expects units to be at least 1; got -1." },
        { Layer("Dense", "\"units\": 1000000000"), "Dense: \"units\" must be at most 262144; got 1000000000." },
        { Layer("Dense", "\"units\": 3, \"dtype\": \"mixed_float16\""), "Dense: \"dtype\" must be float32; got \"mixed_float16\"." },
        { Layer("Dense", "\"units\": 3, \"dtype\": {\"class_name\": \"DTypePolicy\", \"config\": {\"name\": \"float64\"}}"), "Dense: \"dtype\" must be float32; got {\"class_name\": \"DTypePolicy\", \"config\": {\"name\": \"float64\"}}." },
        { Layer("Dense", "\"units\": 3, \"activation\": \"tanhh\""), "Dense: There is no activation \"tanhh\". Did you mean \"tanh\"? Known: elu, gelu, hard_sigmoid, leaky_relu, linear, relu, selu, sigmoid, silu, softmax, softplus, swish, tanh." },
        { Layer("Dense", "\"units\": 3, \"activation\": {\"class_name\": \"LeakyReLU\", \"config\": {}}"), "Dense: \"activation\" is a layer, LeakyReLU; expected the name of a function, or an Activation layer behind this one." },
        { Layer("Dense", "\"units\": 3, \"activation\": {\"module\": \"os\", \"class_name\": \"function\", \"config\": \"system\"}"), "Dense: \"activation\": function \"system\" of module \"os\" is not one of Keras'." },
        { Layer("Dense", "\"units\": 3, \"kernel_initializer\": {\"module\": \"evil\", \"class_name\": \"Zeros\", \"config\": {}}"), "Dense: \"kernel_initializer\": Zeros comes from module \"evil\"; expected \"keras.initializers\". Only Keras' own words and registered ones can be read." },
        { Layer("Dense", "\"units\": 3, \"kernel_initializer\": {\"class_name\": \"Zeros\", \"registered_name\": \"pkg>Zeros\"}"), "Dense: \"kernel_initializer\": Zeros is registered as \"pkg>Zeros\", which is not known here. Give its class a Word and call Keras.Register(Zeros.Word, package: \"pkg\") first." },
        { Layer("Conv1D", "\"filters\": 3, \"kernel_size\": [2, 2]"), "Conv1D: \"kernel_size\" must be one whole number; got [2, 2]." },
        { Layer("Conv1D", "\"filters\": 3, \"kernel_size\": 2, \"padding\": \"full\""), "Conv1D: \"padding\" must be valid or same or causal; got \"full\"." },
        { Layer("Conv1D", "\"filters\": 3, \"kernel_size\": 2, \"data_format\": \"channels_first\""), "Conv1D: option \"data_format\": \"channels_first\" is not known here. Leave it out." },
        { "{\"class_name\": \"Functional\", \"config\": {\"layers\": [{\"module\": \"keras.src.ops.numpy\", \"class_name\": \"NotEqual\", \"config\": {\"name\": \"not_equal\"}, \"registered_name\": \"NotEqual\", \"name\": \"not_equal\", \"inbound_nodes\": []}], \"input_layers\": [], \"output_layers\": []}}", "There is no layer \"NotEqual\": it is an op between layers, which Keras writes where a functional model hands a mask on. Write the model as Sequential, or build it here from its layers, which carry their masks themselves." },
        { Layer("Lambda", "\"function\": {\"class_name\": \"__lambda__\", \"config\": {\"code\": \"...\"}}"), "There is no layer \"Lambda\". Known: Activation, AveragePooling1D, Conv1D, Dense, Dropout, Flatten, Functional, GlobalAveragePooling1D, GlobalMaxPooling1D, InputLayer, MaxPooling1D, RepeatVector, Reshape, Sequential, SimpleRNN." },
        { "{\"class_name\": \"Dense\", \"config\": {\"units\": 2}}", "Model.FromJson expects a model, \"Sequential\" or \"Functional\"; got a single layer. Put it into \"layers\" of a Sequential." },
        { "[1, 2]", "Model.FromJson expects an object with \"class_name\" and \"config\"; got [1, 2]." },
        { "{\"module\": \"os\", \"class_name\": \"Sequential\", \"config\": {\"layers\": []}}", "Model.FromJson: Sequential comes from module \"os\"; expected \"keras\". Only Keras' own words and registered ones can be read." },
        { Compiled("\"optimizer\": {\"class_name\": \"Adam\", \"config\": {\"use_ema\": true}}"), "Adam: option \"use_ema\": true is not known here. Leave it out." },
        { Compiled("\"optimizer\": {\"class_name\": \"Adam\", \"config\": {\"learning_rate\": {\"class_name\": \"CosineDecay\", \"config\": {}}}}"), "Adam: There is no learning-rate schedule \"CosineDecay\". Give \"learning_rate\" a number." },
        { Compiled("\"optimizer\": {\"class_name\": \"Adam\", \"config\": {\"learning_rate\": 1}}"), "Adam: \"learning_rate\" must be a float, as Keras insists (write 1.0 instead of 1); got 1." },
        { Compiled("\"optimizer\": {\"class_name\": \"Adam\", \"config\": {\"beta\": 0.5}}"), "Adam: unknown option \"beta\". Did you mean \"beta_1\"? Known: amsgrad, beta_1, beta_2, clipnorm, clipvalue, ema_momentum, ema_overwrite_frequency, epsilon, global_clipnorm, gradient_accumulation_steps, learning_rate, loss_scale_factor, name, use_ema, weight_decay." },
        { Compiled("\"optimizer\": \"adam\", \"loss\": \"mse\", \"weighted_metrics\": [\"mae\"]"), "Sequential \"s\": \"compile_config\": option \"weighted_metrics\": [\"mae\"] is not known here. Leave it out." },
        { Compiled("\"optimizer\": \"adam\", \"loss\": [\"mse\", null]"), "Sequential \"s\": \"compile_config\": \"loss\" is null for one of several outputs. Give every output a loss, or leave it out of the model." },
        { Compiled("\"optimizer\": \"adam\", \"loss\": \"mse\", \"metric\": [\"mae\"]"), "Sequential \"s\": \"compile_config\": unknown option \"metric\". Did you mean \"metrics\"? Known: auto_scale_loss, jit_compile, loss, loss_weights, metrics, optimizer, run_eagerly, steps_per_execution, weighted_metrics." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_not_known_is_refused_by_its_name(string json, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<FormatException>(() => Model.FromJson(json)).Message);

    [Theory]
    [InlineData("{\"class_name\": \"Sequential\", \"class_name\": \"Sequential\"}")]
    [InlineData("{\"class_name\": \"Sequential\", \"config\": {\"layers\": [NaN]}}")]
    [InlineData("{\"class_name\": \"Sequential\", \"config\": {\"layers\": []}")]
    [InlineData("")]
    public void Damaged_JSON_is_refused_with_its_place(string json)
    {
        string message = Assert.Throws<FormatException>(() => Model.FromJson(json)).Message;
        Assert.StartsWith("Model.FromJson expects JSON as Keras writes it; ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        string json = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        Assert.Throws<FormatException>(() => Model.FromJson(json));
    }

    [Fact]
    public void More_parameters_than_a_machine_has_are_refused_before_they_are_made()
    {
        StringBuilder layers = new("{\"class_name\": \"InputLayer\", \"config\": {\"batch_shape\": [null, 200000]}}");
        layers.Append(",{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"units\": 200000}}");
        Assert.Equal(
            "Sequential: Dense \"d\" asks for a weight \"kernel\" [200000, 200000]: more than 268435456 values. Use fewer units.",
            Assert.Throws<FormatException>(() => Model.FromJson($"{{\"class_name\": \"Sequential\", \"config\": {{\"layers\": [{layers}]}}}}")).Message);
    }

    [Theory]
    [InlineData("[[[\"b\", 0, 0]]]", "[[[\"a\", 0, 0]]]", "Functional \"f\": the layers \"a\", \"b\" wait for each other. A model has no loops.")]
    [InlineData("[[[\"x\", 0, 0]]]", "[[[\"c\", 0, 0]]]", "Functional \"f\": the call of Dense \"b\" names a layer \"c\" that the model does not have.")]
    [InlineData("[[[\"x\", 0, 0]]]", "[[[\"a\", 1, 0]]]", "Functional \"f\": the call of Dense \"b\" names call 1 of \"a\", which is called 1 times.")]
    [InlineData("[[[\"x\", 0, 0]]]", "[[[\"a\", 0, 2]]]", "Functional \"f\": the call of Dense \"b\" names output 2 of \"a\", which has 1.")]
    [InlineData("[[[\"x\", 0, 0]]]", "[[[\"a\", \"0\", 0]]]", "Functional \"f\": the call of Dense \"b\" expects [layer, node, tensor]; got [\"a\", \"0\", 0].")]
    [InlineData("[[[\"x\", 0, 0]]]", "[{\"args\": [1], \"kwargs\": {}}]", "Functional \"f\": the call of Dense \"b\" expects tensors of other layers; got 1.")]
    [InlineData("[[[\"x\", 0, 0]]]", "[{\"args\": [], \"kwargs\": {\"training\": true}}]", "Functional \"f\": the call of Dense \"b\": argument \"training\": true is not known here. Leave it out.")]
    [InlineData("[[[\"x\", 0, 0]]]", "[{\"args\": [], \"kwargs\": {}}]", "Functional \"f\": the call of Dense \"b\" has no tensors: {\"args\": [], \"kwargs\": {}}.")]
    public void Graphs_that_do_not_join_are_refused(string a, string b, string sentence)
    {
        string json = """
            {"class_name": "Functional", "config": {"name": "f", "layers": [
                {"class_name": "InputLayer", "config": {"batch_shape": [null, 3], "name": "x"}, "name": "x", "inbound_nodes": []},
                {"class_name": "Dense", "config": {"units": 3, "name": "a"}, "name": "a", "inbound_nodes": NODES_A},
                {"class_name": "Dense", "config": {"units": 3, "name": "b"}, "name": "b", "inbound_nodes": NODES_B}],
             "input_layers": ["x", 0, 0], "output_layers": ["b", 0, 0]}}
            """.Replace("NODES_A", a, StringComparison.Ordinal).Replace("NODES_B", b, StringComparison.Ordinal);
        Assert.Equal(sentence, Assert.Throws<FormatException>(() => Model.FromJson(json)).Message);
    }

    [Fact]
    public void Damage_anywhere_is_a_sentence_and_never_another_exception()
    {
        string whole = new Sequential { new KerasRnn.Layers.Input(4, 2), new KerasRnn.Layers.SimpleRNN(3), new KerasRnn.Layers.Dense(2) }.ToJson();
        CounterRandom random = new(3);
        for (int i = 0; i < 2_000; i++)
        {
            char[] text = whole.ToCharArray();
            for (int change = random.NextInt(3); change >= 0; change--) text[random.NextInt(text.Length)] = "\"{}[],:0129.-enul \\"[random.NextInt(19)];
            string damaged = new(text);
            try
            {
                Model.FromJson(random.NextInt(4) == 0 ? damaged[..random.NextInt(damaged.Length)] : damaged).Dispose();
            }
            catch (FormatException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    [Fact]
    public void Models_of_Keras_goldens_build_or_say_which_word_is_missing()
    {
        int built = 0;
        foreach (JsonElement golden in Golden.List("training/progress_summary", "models"))
        {
            string json = golden.GetProperty("config").GetRawText();
            try
            {
                using Model model = Model.FromJson(json);
                built++;
            }
            catch (FormatException e)
            {
                Assert.Matches("^There is no layer \"[A-Z][A-Za-z0-9]+\"|\"dtype\" must be float32", e.Message);
            }
        }

        Assert.True(built >= 4, $"only {built} models built");
    }

    private static string Layer(string className, string config) =>
        $"{{\"class_name\": \"Sequential\", \"config\": {{\"name\": \"s\", \"layers\": [{{\"class_name\": \"{className}\", \"config\": {{{config}}}}}]}}}}";

    private static string Compiled(string config) =>
        $"{{\"class_name\": \"Sequential\", \"config\": {{\"name\": \"s\", \"layers\": []}}, \"compile_config\": {{{config}}}}}";
}
