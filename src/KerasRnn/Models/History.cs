using KerasRnn.Display;
using KerasRnn.Pictures;

namespace KerasRnn;

/// <summary>What every epoch reported: <c>history["val_loss"]</c> has a number for each epoch. <c>Fit</c> makes and returns one.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class History : Callback, IHtmlView
{
    private readonly List<int> epochs = [];
    private readonly SortedDictionary<string, List<double>> values = new(StringComparer.Ordinal);

    /// <summary>The epochs, counted from 0.</summary>
    public IReadOnlyList<int> Epochs => epochs;

    /// <summary>The names, in order.</summary>
    public IReadOnlyCollection<string> Names => values.Keys;

    /// <summary>The numbers of all epochs under a name.</summary>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    public IReadOnlyList<double> this[string name] => values.TryGetValue(name, out List<double>? list)
        ? list
        : throw Throw.Unknown("entry of the history", name, values.Keys);

    /// <summary>Whether there is such a name.</summary>
    public bool Contains(string name) => values.ContainsKey(name);

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        epochs.Clear();
        values.Clear();
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        epochs.Add(epoch);
        foreach ((string name, double value) in logs)
        {
            if (!values.TryGetValue(name, out List<double>? list)) values[name] = list = [];
            list.Add(value);
        }
    }

    /// <summary>The colour of the model that was trained.</summary>
    internal string Color => Palette.Of(HasModel ? Model.Name : null);

    /// <summary>Every reported number against epoch, training and validation together, as a self-contained HTML fragment, for notebooks.</summary>
    public string ToHtml() => HistoryPicture.ToHtml(this);

    /// <summary>The last epoch.</summary>
    public override string ToString() => epochs.Count == 0
        ? "a history without epochs"
        : $"epoch {epochs[^1] + 1}: " + string.Join(" - ", values.Select(p => FormattableString.Invariant($"{p.Key}: {p.Value[^1]:G5}")));
}
