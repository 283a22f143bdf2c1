namespace KerasRnn.Pictures;

/// <summary>
/// Colours by name. The library's own contenders have theirs for ever, in every picture, so that two reports and a notebook can be laid side by side; any other is drawn as a first model where it stands
/// alone. The colours are Okabe and Ito's, which the colour-blind tell apart, toned for paper and for dark screens.
/// </summary>
internal static class Palette
{
    public const int ModelColors = 8;
    public const int BaselineColors = 6;

    /// <summary>Lines and dots, on a light and on a dark ground.</summary>
    public static readonly (string Name, string Light, string Dark)[] Colors =
    [
        ("c0", "#0072b2", "#58b1ec"), ("c1", "#d98c00", "#f2b134"), ("c2", "#00916a", "#33c79b"), ("c3", "#cf4e12", "#f58549"),
        ("c4", "#a8508f", "#e08fc4"), ("c5", "#2b9bd6", "#9fdcff"), ("c6", "#5b4ea3", "#ab9ff0"), ("c7", "#77700a", "#d3c94c"),
        ("b0", "#9aa0aa", "#7d838e"), ("b1", "#7d838e", "#979da8"), ("b2", "#5d636e", "#b4bac4"), ("b3", "#8d8557", "#b3ab7d"), ("b4", "#94707f", "#bf98a8"), ("b5", "#6f8a86", "#93b3ae"),
        ("o", "#22252b", "#e8e9ec"), ("heat", "#8f1d4b", "#ff7aa8"),
    ];

    /// <summary>Ground, ink and rules.</summary>
    public static readonly (string Name, string Light, string Dark)[] Page =
    [
        ("bg", "#fdfdfc", "#16181c"), ("ink", "#22252b", "#e4e5e8"), ("soft", "#626873", "#9ba1ac"), ("rule", "#dedfe2", "#32363d"), ("card", "#f5f5f3", "#1e2126"), ("accent", "#0b5d8f", "#7cc0ee"),
    ];

    public static readonly string[] Models = ["dense", "conv1d", "rnn", "rnn-stacked"];
    public static readonly string[] Baselines = ["persistence", "constant-velocity", "constant-acceleration", "ridge-ar", "nvar"];

    /// <summary>The name of a colour in the stylesheet.</summary>
    public static string Of(string? name) => name is null ? "c0"
        : Array.IndexOf(Models, name) is var model and >= 0 ? Model(model)
        : Array.IndexOf(Baselines, name) is var baseline and >= 0 ? Baseline(baseline)
        : name == "physics-oracle" ? "o" : "c0";

    public static string Light(string color) => Page.Concat(Colors).Single(c => c.Name == color).Light;

    public static string Model(int index) => $"c{index % ModelColors}";

    public static string Baseline(int index) => $"b{index % BaselineColors}";
}
