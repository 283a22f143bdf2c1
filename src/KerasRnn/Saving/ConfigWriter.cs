using System.Text.Json;

namespace KerasRnn.Saving;

/// <summary>Writes Keras' JSON: objects as {"module", "class_name", "config", "registered_name"}, numbers as Python prints them.</summary>
internal sealed class ConfigWriter(Utf8JsonWriter json)
{
    public Utf8JsonWriter Json => json;

    public ConfigWriter Text(string key, string? value)
    {
        json.WriteString(key, value);
        return this;
    }

    public ConfigWriter Flag(string key, bool value)
    {
        json.WriteBoolean(key, value);
        return this;
    }

    public ConfigWriter Whole(string key, int? value)
    {
        if (value is int number) json.WriteNumber(key, number);
        else json.WriteNull(key);
        return this;
    }

    public ConfigWriter Number(string key, double? value)
    {
        json.WritePropertyName(key);
        if (value is double number) json.WriteRawValue(PythonNumber.Repr(number));
        else json.WriteNullValue();
        return this;
    }

    public ConfigWriter Null(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) json.WriteNull(key);
        return this;
    }

    /// <summary>A shape: the batch and lengths that only data know are null.</summary>
    public ConfigWriter Shape(string key, Shape shape)
    {
        json.WritePropertyName(key);
        Shape(shape);
        return this;
    }

    public void Shape(Shape shape) => Dimensions([.. shape.Dimensions.ToArray().Select(d => d == KerasRnn.Shape.Unknown ? -1 : d)]);

    /// <summary>A list of numbers as they are.</summary>
    public ConfigWriter Sizes(string key, ReadOnlySpan<int> sizes)
    {
        json.WriteStartArray(key);
        foreach (int size in sizes) json.WriteNumberValue(size);
        json.WriteEndArray();
        return this;
    }

    /// <summary>A list of numbers; a negative one is null.</summary>
    public ConfigWriter Dimensions(string key, ReadOnlySpan<int> dimensions)
    {
        json.WritePropertyName(key);
        Dimensions(dimensions);
        return this;
    }

    public void Dimensions(ReadOnlySpan<int> dimensions)
    {
        json.WriteStartArray();
        foreach (int dimension in dimensions)
        {
            if (dimension < 0) json.WriteNullValue();
            else json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
    }

    /// <summary>An object of one of Keras' words, or null.</summary>
    public ConfigWriter Word<T>(string key, WordTable<T> table, T? word)
        where T : class
    {
        json.WritePropertyName(key);
        Word(table, word);
        return this;
    }

    public void Word<T>(WordTable<T> table, T? word)
        where T : class
    {
        if (word is null)
        {
            json.WriteNullValue();
            return;
        }

        Word<T> entry = table.Find(word);
        Object(table.Module, entry.ClassName, () => entry.Write(word, this));
    }

    public ConfigWriter Activation(string key, ActivationFunction activation)
    {
        if (!activation.HasKerasName)
        {
            throw Throw.NotSupported(
                $"Activation \"{activation.Name}\" cannot be written as JSON: Keras' files hold activations by name, without options or code of one's own. Use one of Keras' by its name.");
        }

        return Text(key, activation.Name);
    }

    /// <summary>An object in Keras' encoding.</summary>
    public void Object(string module, string className, Action config, Action? more = null)
    {
        json.WriteStartObject();
        json.WriteString("module", module);
        json.WriteString("class_name", className);
        json.WriteStartObject("config");
        config();
        json.WriteEndObject();
        json.WriteNull("registered_name");
        more?.Invoke();
        json.WriteEndObject();
    }

    /// <summary>A number rounded to float32, as Keras' variables hold it.</summary>
    public ConfigWriter Single(string key, double value) => Number(key, (double)(float)value);
}
