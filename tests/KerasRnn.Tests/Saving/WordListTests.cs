using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KerasRnn.Saving;

namespace KerasRnn.Tests.Saving;

/// <summary>Every word of every list goes through JSON with each of its options at a value that is not its default.</summary>
public sealed class WordListTests
{
    private const string He = """{"module":"keras.initializers","class_name":"HeUniform","config":{"seed":4},"registered_name":null}""";
    private const string Penalty = """{"module":"keras.regularizers","class_name":"L1L2","config":{"l1":0.5,"l2":0.25},"registered_name":null}""";

    private static readonly Dictionary<string, string[]> Samples = new()
    {
        ["layer"] =
        [
            """InputLayer {"batch_shape":[3,null,2],"dtype":"float32","sparse":false,"name":"own"}""",
            $$"""Dense {"units":3,"activation":"relu","use_bias":false,"kernel_initializer":{{He}},"bias_initializer":{{He}},"kernel_regularizer":{{Penalty}},"bias_regularizer":{{Penalty}},"kernel_constraint":null,"bias_constraint":null}""",
            $$"""Conv1D {"filters":4,"kernel_size":[3],"strides":[2],"padding":"causal","data_format":"channels_last","dilation_rate":[3],"groups":2,"activation":"elu","use_bias":false,"kernel_initializer":{{He}},"bias_initializer":{{He}},"kernel_regularizer":{{Penalty}},"bias_regularizer":{{Penalty}},"activity_regularizer":null,"kernel_constraint":null,"bias_constraint":null}""",
            $$"""SimpleRNN {"return_sequences":true,"return_state":true,"go_backwards":true,"stateful":true,"unroll":true,"zero_output_for_mask":true,"units":5,"activation":"selu","use_bias":false,"kernel_initializer":{{He}},"recurrent_initializer":{{He}},"bias_initializer":{{He}},"kernel_regularizer":{{Penalty}},"recurrent_regularizer":{{Penalty}},"bias_regularizer":{{Penalty}},"activity_regularizer":null,"kernel_constraint":null,"recurrent_constraint":null,"bias_constraint":null,"dropout":0.25,"recurrent_dropout":0.5,"seed":6}""",
            """MaxPooling1D {"pool_size":[3],"padding":"same","strides":[2],"data_format":"channels_last"}""",
            """AveragePooling1D {"pool_size":[3],"padding":"same","strides":[2],"data_format":"channels_last"}""",
            """GlobalMaxPooling1D {"data_format":"channels_last","keepdims":true}""",
            """GlobalAveragePooling1D {"data_format":"channels_last","keepdims":true}""",
            """Flatten {"data_format":"channels_last"}""",
            """Reshape {"target_shape":[4,-1]}""",
            """RepeatVector {"n":6}""",
            """Activation {"activation":"softmax"}""",
            """Dropout {"rate":0.25,"seed":3,"noise_shape":[null,1,4]}""",
        ],
        ["loss"] =
        [
            "MeanSquaredError {}",
            "MeanAbsoluteError {}",
            """Huber {"delta":0.5}""",
            """BinaryCrossentropy {"from_logits":true,"label_smoothing":0.25}""",
            """CategoricalCrossentropy {"from_logits":true,"label_smoothing":0.25}""",
            """SparseCategoricalCrossentropy {"from_logits":true,"ignore_class":-1}""",
            "crossentropy {}",
        ],
        ["metric"] =
        [
            "MeanSquaredError {}",
            "MeanAbsoluteError {}",
            """BinaryCrossentropy {"from_logits":true,"label_smoothing":0.25}""",
            """CategoricalCrossentropy {"from_logits":true,"label_smoothing":0.25}""",
            """SparseCategoricalCrossentropy {"from_logits":true,"ignore_class":-1}""",
            "RootMeanSquaredError {}",
            """BinaryAccuracy {"threshold":0.75}""",
            "CategoricalAccuracy {}",
            "SparseCategoricalAccuracy {}",
            "Accuracy {}",
            "accuracy {}",
        ],
        ["optimizer"] =
        [
            """SGD {"momentum":0.5,"nesterov":true}""",
            """RMSprop {"rho":0.75,"momentum":0.5,"epsilon":1e-05,"centered":true}""",
            """Adam {"beta_1":0.75,"beta_2":0.5,"epsilon":1e-05,"amsgrad":true}""",
            """AdamW {"beta_1":0.75,"beta_2":0.5,"epsilon":1e-05,"amsgrad":true}""",
        ],
        ["initializer"] =
        [
            "Zeros {}",
            "Ones {}",
            """Constant {"value":0.5}""",
            """Identity {"gain":0.5}""",
            """RandomUniform {"seed":1,"minval":-0.5,"maxval":0.25}""",
            """RandomNormal {"seed":1,"mean":0.5,"stddev":0.25}""",
            """TruncatedNormal {"seed":1,"mean":0.5,"stddev":0.25}""",
            """VarianceScaling {"seed":1,"scale":2.0,"mode":"fan_out","distribution":"untruncated_normal"}""",
            """GlorotUniform {"seed":1}""",
            """GlorotNormal {"seed":1}""",
            """HeUniform {"seed":1}""",
            """HeNormal {"seed":1}""",
            """LecunUniform {"seed":1}""",
            """LecunNormal {"seed":1}""",
            """OrthogonalInitializer {"seed":1,"gain":0.5}""",
        ],
        ["regularizer"] =
        [
            """L1 {"l1":0.5}""",
            """L2 {"l2":0.5}""",
            """L1L2 {"l1":0.5,"l2":0.25}""",
        ],
    };

    [Fact]
    public void Layers() => AssertRoundTrips("layer", LayerWords.Table, """{"name":"own","trainable":false,"dtype":"float32"}""");

    [Fact]
    public void Losses() => AssertRoundTrips("loss", LossWords.Table, """{"name":"own","reduction":"mean_with_sample_weight"}""");

    [Fact]
    public void Metrics() => AssertRoundTrips("metric", MetricWords.Table, """{"name":"own","dtype":"float32"}""");

    [Theory]
    [InlineData("\"clipnorm\":0.5,\"global_clipnorm\":null,\"clipvalue\":null")]
    [InlineData("\"clipnorm\":null,\"global_clipnorm\":0.5,\"clipvalue\":null")]
    [InlineData("\"clipnorm\":null,\"global_clipnorm\":null,\"clipvalue\":0.5")]
    public void Optimizers(string clipping) => AssertRoundTrips(
        "optimizer",
        OptimizerWords.Table,
        $$"""{"name":"own","learning_rate":0.125,"weight_decay":0.25,{{clipping}},"use_ema":false,"ema_momentum":0.99,"ema_overwrite_frequency":null,"loss_scale_factor":null,"gradient_accumulation_steps":null}""");

    [Fact]
    public void Initializers() => AssertRoundTrips("initializer", InitializerWords.Table, "{}");

    [Fact]
    public void Regularizers() => AssertRoundTrips("regularizer", RegularizerWords.Table, "{}");

    [Fact]
    public void A_loss_and_the_metric_of_its_name_have_the_same_options()
    {
        string[] twins = [.. Samples["metric"].Where(Samples["loss"].Contains)];
        Assert.Equal(MetricWords.Table.Words.Where(word => word.Type == typeof(LossMetric)).Select(word => word.ClassName), twins.Select(ClassOf));
    }

    [Fact]
    public void A_layer_of_every_class_is_cloned()
    {
        foreach (Layer layer in Samples["layer"].Select(sample => LayerWords.Table.Read(Parse(sample, """{"name":"own","trainable":false}"""), "test")))
        {
            Layer clone = layer.Clone();
            Assert.NotSame(layer, clone);
            Assert.IsType(layer.GetType(), clone);
            Assert.Equal(KerasJson.Write(layer), KerasJson.Write(clone));
            Assert.Equal("other", layer.Clone("other").Name);
        }
    }

    private static string ClassOf(string sample) => sample.Split(' ')[0];

    // The config of a sample behind that of its kind; an input has it all itself.
    private static KerasObject Parse(string sample, string common) => KerasObject.Parse(JsonElement.Parse($"{{\"class_name\":\"{ClassOf(sample)}\",\"config\":{Config(sample, common)}}}"), "test");

    private static string Config(string sample, string common)
    {
        JsonObject config = ClassOf(sample) == "InputLayer" ? [] : (JsonObject)JsonNode.Parse(common)!;
        foreach ((string key, JsonNode? value) in (JsonObject)JsonNode.Parse(sample[sample.IndexOf(' ', StringComparison.Ordinal)..])!) config.Add(key, value?.DeepClone());
        return config.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static void AssertRoundTrips<T>(string kind, WordTable<T> table, string common)
        where T : class
    {
        Assert.Equal(table.Words.Select(word => word.ClassName), Samples[kind].Select(ClassOf));
        foreach ((Word<T> word, string sample) in table.Words.Zip(Samples[kind]))
        {
            T read = table.Read(Parse(sample, common), "test");
            Assert.IsType(word.Type, read);
            using JsonDocument written = JsonDocument.Parse(JsonText.Write(false, writer => table.Write(read, writer)));
            Assert.Equal(word.ClassName, written.RootElement.GetProperty("class_name").GetString());
            Assert.Equal(Config(sample, common), written.RootElement.GetProperty("config").GetRawText());
            Assert.All(word.Strings.Append(word.ClassName), name => Assert.True(table.Has(name)));
        }
    }
}
