using System.Text.Json;
using KerasRnn.Saving;

namespace KerasRnn;

public abstract partial class Model
{
    /// <summary>
    /// The configuration of the model in Keras 3's JSON, and how it was compiled: <c>keras.models.model_from_json</c> builds it in Python.
    /// Weights are not in it.
    /// </summary>
    /// <param name="indented">Whether to write it for reading.</param>
    /// <exception cref="NotSupportedException">A part is a user's own and not registered; the sentence names it.</exception>
    /// <example><code>File.WriteAllText("rnn.json", model.ToJson(indented: true));</code></example>
    public string ToJson(bool indented = false) => JsonText.Write(indented, writer =>
    {
        ModelWriter models = new(writer, this);
        models.Write(this, () =>
        {
            if (Compiled is not null) models.WriteCompilation(Compiled);
        });
    });

    /// <summary>
    /// Builds a model from Keras 3's JSON, as <c>model.to_json()</c> writes it or as a person does: missing options are Keras' defaults, an
    /// unknown layer or option is refused by its name. If it says how it was compiled, the model is compiled.
    /// </summary>
    /// <param name="json">The JSON.</param>
    /// <param name="seed">Where first weights, shuffles and dropout masks come from.</param>
    /// <param name="compile">Whether to compile the model if the JSON says how.</param>
    /// <exception cref="FormatException">The JSON is damaged, or asks for what is not known here; the sentence says what.</exception>
    /// <example><code>Model model = Model.FromJson(File.ReadAllText("rnn.json"), seed: 1);</code></example>
    public static Model FromJson(string json, int seed = 0, bool compile = true)
    {
        using JsonDocument document = JsonText.Parse(json, "Model.FromJson");
        if (new ModelReader(seed).Read(document.RootElement, "Model.FromJson") is not Model model)
        {
            throw Throw.Format("Model.FromJson expects a model, \"Sequential\" or \"Functional\"; got a single layer. Put it into \"layers\" of a Sequential.");
        }

        if (compile && document.RootElement.TryGetProperty("compile_config", out JsonElement config)) CompileReader.Compile(model, config);
        return model;
    }
}
