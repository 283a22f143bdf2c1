using System.Text.Json;

namespace KerasRnn.Saving;

/// <summary>An object in Keras' encoding: {"module", "class_name", "config", "registered_name"} and sometimes more.</summary>
[StackTraceHidden]
internal sealed class KerasObject
{
    private readonly JsonElement config;

    private KerasObject(string className, string? module, JsonElement config, JsonElement all)
    {
        ClassName = className;
        Module = module;
        this.config = config;
        All = all;
    }

    public string ClassName { get; }

    public string? Module { get; }

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

        // A custom object is registered under a name of its own; a built-in may repeat its class name.
        if (value.TryGetProperty("registered_name", out JsonElement registered) && registered.ValueKind != JsonValueKind.Null
            && !(registered.ValueKind == JsonValueKind.String && (registered.ValueEquals(className) || className == "function")))
        {
            throw Throw.Format($"{subject}: {className} is registered as {Config.Show(registered)}, a custom object. Only Keras' own words can be read.");
        }

        return new KerasObject(className, module, value.TryGetProperty("config", out JsonElement config) ? config : default, value);
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
    public Config ConfigOf(string word)
    {
        if (config.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return new Config(word);
        string? name = config.ValueKind == JsonValueKind.Object && config.TryGetProperty("name", out JsonElement n) && n.ValueKind == JsonValueKind.String ? n.GetString() : null;
        return new Config(name is null ? word : $"{word} \"{name}\"", config);
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
        throw Throw.Format($"{subject}: {ClassName} comes from module \"{Module}\"; expected \"{expected}\". Only Keras' own words can be read.");
    }
}
