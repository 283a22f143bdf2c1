using System.Text.Json;

namespace KerasRnn.Saving;

/// <summary>An object in Keras' encoding: {"module", "class_name", "config", "registered_name"} and sometimes more.</summary>
[StackTraceHidden]
internal sealed class KerasObject
{
    private readonly JsonElement config;

    private KerasObject(string className, string? module, string? registeredName, JsonElement config, JsonElement all)
    {
        ClassName = className;
        Module = module;
        RegisteredName = registeredName;
        this.config = config;
        All = all;
    }

    public string ClassName { get; }

    public string? Module { get; }

    /// <summary>The name that a class of one's own is registered under; null for Keras' own.</summary>
    public string? RegisteredName { get; }

    /// <summary>The whole object with what stands beside config.</summary>
    public JsonElement All { get; }

    public static KerasObject Parse(JsonElement value, string subject)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("class_name", out JsonElement name) || name.ValueKind != JsonValueKind.String)
        {
            throw Throw.Format($"{subject} expects an object with \"class_name\" and \"config\"; got {Config.Show(value)}.");
        }

        string? module = value.TryGetProperty("module", out JsonElement m) && m.ValueKind == JsonValueKind.String ? m.GetString() : null;
        string className = name.GetString()!;

        // Keras' own objects have none, or repeat their class name; a function has its name in "config".
        string? registered = null;
        if (value.TryGetProperty("registered_name", out JsonElement r) && r.ValueKind != JsonValueKind.Null && className != "function")
        {
            registered = r.ValueKind == JsonValueKind.String ? r.GetString() : throw Throw.Format($"{subject}: \"registered_name\" must be a string; got {Config.Show(r)}.");
        }

        return new KerasObject(className, module, registered == className ? null : registered, value.TryGetProperty("config", out JsonElement config) ? config : default, value);
    }

    /// <summary>Runs a reader; a refused argument becomes an error of the file that names its object.</summary>
    public static TResult Guard<TResult>(string subject, Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException e)
        {
            throw Throw.Format($"{subject}: {e.Message}");
        }
    }

    /// <summary>The config; a missing one is empty.</summary>
    /// <param name="word">The class, as error sentences name it.</param>
    /// <param name="outer">Who reads the whole file.</param>
    public Config ConfigOf(string word, object? outer = null)
    {
        if (config.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return new Config(word) { Outer = outer };
        string? name = config.ValueKind == JsonValueKind.Object && config.TryGetProperty("name", out JsonElement n) && n.ValueKind == JsonValueKind.String ? n.GetString() : null;
        return new Config(name is null ? word : $"{word} \"{name}\"", config) { Outer = outer };
    }

    /// <summary>The name inside a function object.</summary>
    public string FunctionName(string subject)
    {
        if ((Module is not null and not "builtins" && !Module.StartsWith("keras", StringComparison.Ordinal)) || config.ValueKind != JsonValueKind.String)
        {
            throw Throw.Format($"{subject}: function {Config.Show(config)} of module \"{Module}\" is not one of Keras'.");
        }

        return config.GetString()!;
    }

    /// <summary>Only Keras' own modules: nothing outside is ever looked at.</summary>
    public void CheckModule(string expected, string subject)
    {
        if (Module is null || Module == "builtins" || Module == expected || Module == "keras" || Module.StartsWith("keras.", StringComparison.Ordinal)) return;
        throw Throw.Format($"{subject}: {ClassName} comes from module \"{Module}\"; expected \"{expected}\". Only Keras' own words and registered ones can be read.");
    }
}
