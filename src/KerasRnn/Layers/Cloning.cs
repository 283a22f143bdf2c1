using System.Text.Json;
using KerasRnn.Saving;

namespace KerasRnn.Layers;

/// <summary>One act of cloning: a layer that is met twice has one clone.</summary>
internal sealed class Cloning
{
    private readonly Dictionary<Layer, Layer> clones = [];

    public Layer Of(Layer layer, string? name = null)
    {
        if (clones.TryGetValue(layer, out Layer? known)) return known;
        string? given = name is not null ? Naming.CheckName(name) : layer.IsNamed ? layer.Name : null;
        Layer clone = layer.MakeClone(this, given);
        if (given is not null) clone.GiveName(given);
        if (!layer.Trainable) clone.Trainable = false;
        clones.Add(layer, clone);
        return clone;
    }

    /// <summary>A layer from the config that its word writes. Words inside stay objects, so that those without a place in files are cloned too.</summary>
    public Layer ByWord(Layer layer)
    {
        (Word<Layer> word, _) = LayerWords.Table.Find(layer, "cloned");
        Handover handover = new(inner => inner is Layer part ? Of(part) : inner);
        using JsonDocument json = JsonText.Config(writer => word.Write(layer, writer), handover);
        Config config = new(layer.Subject, json.RootElement) { Handover = handover };
        config.Ignore("name", "dtype");
        Layer clone = word.Read(config);
        config.Done();
        return clone;
    }
}
