namespace KerasRnn.Pictures;

/// <summary>
/// Colours by name. The library's own contenders have theirs for ever, in every picture, so that two reports and a notebook can be laid side by side; any other is drawn as a first model where it stands
/// alone. The colours are Okabe and Ito's, which the colour-blind tell apart, toned for paper and for dark screens.
/// </summary>
internal static class Palette
{
    public const int ModelColors = 8;
    public const int BaselineColors = 6;

    public static readonly string[] Models = ["dense", "conv1d", "rnn", "rnn-stacked"];
    public static readonly string[] Baselines = ["persistence", "constant-velocity", "constant-acceleration", "ridge-ar", "nvar"];

    /// <summary>The name of a colour in the stylesheet.</summary>
    public static string Of(string? name) => name is null ? "c0"
        : Array.IndexOf(Models, name) is var model and >= 0 ? Model(model)
        : Array.IndexOf(Baselines, name) is var baseline and >= 0 ? Baseline(baseline)
        : name == "physics-oracle" ? "o" : "c0";

    public static string Model(int index) => $"c{index % ModelColors}";

    public static string Baseline(int index) => $"b{index % BaselineColors}";
}
