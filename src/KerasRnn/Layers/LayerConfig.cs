using KerasRnn.Saving;

namespace KerasRnn.Layers;

/// <summary>What the configs of layers share: limits of what a file may ask for, paddings, options that are not known here.</summary>
internal static class LayerConfig
{
    // More than a person writes, less than a file can use to exhaust a machine.
    public const int MaximumUnits = 1 << 18;
    public const int MaximumSpan = 1 << 14;
    public const int MaximumLength = 1 << 20;

    public static ConfigWriter WritePool(ConfigWriter writer, int size, int strides, Padding padding) => writer
        .Dimensions("pool_size", [size]).Text("padding", NameOf(padding)).Dimensions("strides", [strides]).Text("data_format", "channels_last");

    public static int UnitsOf(Config config, string key) => Limited(config, key, config.Whole(key), MaximumUnits);

    public static int SpanOf(Config config, string key, int? fallback = null) => Limited(config, key, config.Single(key, fallback), MaximumSpan);

    public static int Limited(Config config, string key, int value, int maximum) => value <= maximum
        ? value
        : throw Throw.Format($"{config.Subject}: \"{key}\" must be at most {maximum}; got {value}.");

    public static Padding PaddingOf(Config config, params ReadOnlySpan<string> more) => config.Choice("padding", "valid", ["valid", "same", .. more]) switch
    {
        "same" => Padding.Same,
        "causal" => Padding.Causal,
        _ => Padding.Valid,
    };

    public static string NameOf(Padding padding) => padding switch
    {
        Padding.Same => "same",
        Padding.Causal => "causal",
        _ => "valid",
    };

    public static Config ChannelsLast(Config config)
    {
        config.Default("data_format", "channels_last");
        return config;
    }

    public static Config Without(Config config, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) config.Default(key);
        return config;
    }
}
