using System.Text.Json;

namespace KerasRnn.Saving;

/// <summary>
/// Writes Keras' JSON: objects as {"module", "class_name", "config", "registered_name"}, numbers as Python prints them. Words inside are written by
/// their kind: <c>writer.Initializer(...)</c>, <c>writer.Layer(...)</c>.
/// </summary>
public sealed class ConfigWriter
{
    private readonly Utf8JsonWriter json;

    internal ConfigWriter(Utf8JsonWriter json) => this.json = json;

    internal Utf8JsonWriter Json => json;

    /// <summary>Who writes the whole file: words inside ask it for what lies above their kind.</summary>
    internal object? Outer { get; set; }

    /// <summary>Set where words inside are handed over instead of written.</summary>
    internal Handover? Handover { get; init; }

    /// <summary>A string or null.</summary>
    public ConfigWriter Text(string key, string? value)
    {
        json.WriteString(key, value);
        return this;
    }

    /// <summary>True or false.</summary>
    public ConfigWriter Flag(string key, bool value)
    {
        json.WriteBoolean(key, value);
        return this;
    }

    /// <summary>A whole number or null.</summary>
    public ConfigWriter Whole(string key, int? value)
    {
        if (value is int number) json.WriteNumber(key, number);
        else json.WriteNull(key);
        return this;
    }

    /// <summary>A number or null.</summary>
    public ConfigWriter Number(string key, double? value)
    {
        json.WritePropertyName(key);
        if (value is double number) Finite(key, number);
        else json.WriteNullValue();
        return this;
    }

    /// <summary>Keys that are null.</summary>
    public ConfigWriter Null(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) json.WriteNull(key);
        return this;
    }

    /// <summary>A shape: the batch and lengths that only data know are null.</summary>
    internal ConfigWriter Shape(string key, Shape shape)
    {
        json.WritePropertyName(key);
        Shape(shape);
        return this;
    }

    internal void Shape(Shape shape) => Dimensions([.. shape.Dimensions.ToArray().Select(d => d == KerasRnn.Shape.Unknown ? -1 : d)]);

    /// <summary>A list of whole numbers as they are.</summary>
    public ConfigWriter Sizes(string key, ReadOnlySpan<int> sizes)
    {
        json.WriteStartArray(key);
        foreach (int size in sizes) json.WriteNumberValue(size);
        json.WriteEndArray();
        return this;
    }

    /// <summary>A list of numbers.</summary>
    public ConfigWriter Numbers(string key, ReadOnlySpan<double> numbers)
    {
        json.WriteStartArray(key);
        foreach (double number in numbers) Finite(key, number);
        json.WriteEndArray();
        return this;
    }

    /// <summary>A list of whole numbers; a negative one is null.</summary>
    public ConfigWriter Dimensions(string key, ReadOnlySpan<int> dimensions)
    {
        json.WritePropertyName(key);
        Dimensions(dimensions);
        return this;
    }

    internal void Dimensions(ReadOnlySpan<int> dimensions)
    {
        json.WriteStartArray();
        foreach (int dimension in dimensions)
        {
            if (dimension < 0) json.WriteNullValue();
            else json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
    }

    /// <summary>A word of some kind inside this one, or null.</summary>
    internal ConfigWriter Inner<T>(string key, T? word, Action<T> write)
        where T : class
    {
        json.WritePropertyName(key);
        if (word is null) json.WriteNullValue();
        else if (Handover is not null) Handover.Put(json, word);
        else write(word);
        return this;
    }

    /// <summary>An object in Keras' encoding.</summary>
    internal void Object(string? module, string className, string? registeredName, Action config, Action? more = null)
    {
        json.WriteStartObject();
        json.WriteString("module", module);
        json.WriteString("class_name", className);
        json.WriteStartObject("config");
        config();
        json.WriteEndObject();
        json.WriteString("registered_name", registeredName);
        more?.Invoke();
        json.WriteEndObject();
    }

    /// <summary>A number rounded to float32, as Keras' variables hold it.</summary>
    internal ConfigWriter Single(string key, double value) => Number(key, (double)(float)value);

    private void Finite(string key, double number) => json.WriteRawValue(double.IsFinite(number)
        ? PythonNumber.Repr(number)
        : throw Throw.NotSupported($"JSON holds finite numbers; \"{key}\" is {number}. Give it a number."));
}
