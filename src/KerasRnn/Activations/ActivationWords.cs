using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Activations in Keras' JSON: Keras' own by name, registered ones as objects.</summary>
public static class ActivationWords
{
    private static WordTable<ActivationFunction> Table { get; } = new("activation", "keras.activations");

    /// <summary>An activation inside another word, by name or as a function object; the fallback if the key is missing.</summary>
    [return: NotNullIfNotNull(nameof(fallback))]
    public static ActivationFunction? Activation(this Config config, string key, ActivationFunction? fallback = null) => config.Inner(key, Read) ?? fallback;

    /// <summary>An activation inside another word.</summary>
    public static ConfigWriter Activation(this ConfigWriter writer, string key, ActivationFunction activation) => writer.Inner(key, activation, word =>
    {
        if (word.HasKerasName) writer.Json.WriteStringValue(word.Name);
        else if (!Activations.IsKeras(word)) Table.Write(word, writer);
        else throw Throw.NotSupported($"Activation \"{word.Name}\" cannot be written as JSON: Keras' files hold activations by name, without options. Use one of Keras' by its name.");
    });

    private static ActivationFunction Read(JsonElement value, string subject)
    {
        if (value.ValueKind == JsonValueKind.String) return value.GetString()!;
        KerasObject parsed = KerasObject.Parse(value, subject);
        if (parsed.ClassName == "function") return parsed.FunctionName(subject);
        return parsed.RegisteredName is not null
            ? Table.Read(parsed, subject)
            : throw Throw.Format($"{subject} is a layer, {parsed.ClassName}; expected the name of a function, or an Activation layer behind this one.");
    }
}
