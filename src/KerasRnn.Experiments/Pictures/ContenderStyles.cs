using KerasRnn.Experiments.Runs;
using KerasRnn.Pictures;

namespace KerasRnn.Experiments.Pictures;

/// <summary>
/// Styles for all contenders of a comparison. The library's own have their colour for ever, so that two reports can be laid side by side; others take the free ones in the order of their
/// first appearance.
/// </summary>
public sealed class ContenderStyles
{
    private static readonly string?[] ModelDashes = [null, "9 3", "9 3 2 3"];
    private static readonly string[] BaselineDashes = ["2 3", "5 3", "8 3", "8 3 2 3", "5 2 1 2 1 2", "3 2"];
    private static readonly MarkerShape[] Markers = Enum.GetValues<MarkerShape>();
    private readonly Dictionary<string, ContenderStyle> styles = new(StringComparer.Ordinal);

    /// <summary>Styles for these contenders.</summary>
    /// <param name="contenders">Name and kind of each; names seen twice count once.</param>
    public ContenderStyles(IEnumerable<(string Name, ContenderKind Kind)> contenders)
    {
        var all = contenders.DistinctBy(c => c.Name).ToArray();
        var models = Slots(all, ContenderKind.Model, Palette.Models);
        var baselines = Slots(all, ContenderKind.Baseline, Palette.Baselines);
        foreach (var (name, kind) in all)
        {
            styles[name] = kind switch
            {
                ContenderKind.Model => new(name, kind, Palette.Model(models[name]), ModelDashes[models[name] / Palette.ModelColors % ModelDashes.Length], Markers[models[name] % Markers.Length]),
                ContenderKind.Baseline => new(name, kind, Palette.Baseline(baselines[name]), BaselineDashes[baselines[name] % BaselineDashes.Length], Markers[baselines[name] % Markers.Length]),
                _ => new(name, kind, "o", "1 3", MarkerShape.Diamond),
            };
        }
    }

    /// <summary>Styles for all contenders of these records.</summary>
    public static ContenderStyles Of(IEnumerable<RunRecord> records) => new(records.Select(r => (r.Model, r.Kind)));

    /// <summary>The style of a contender; one never heard of is drawn as a first model.</summary>
    internal ContenderStyle this[string name] => styles.TryGetValue(name, out var style) ? style : new(name, ContenderKind.Model, "c0", null, MarkerShape.Circle);

    private static Dictionary<string, int> Slots((string Name, ContenderKind Kind)[] all, ContenderKind kind, string[] own)
    {
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        var next = own.Length;
        foreach (var (name, _) in all.Where(c => c.Kind == kind))
        {
            var known = Array.IndexOf(own, name);
            slots[name] = known >= 0 ? known : next++;
        }
        return slots;
    }
}
