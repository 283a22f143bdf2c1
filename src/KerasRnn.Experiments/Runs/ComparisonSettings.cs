namespace KerasRnn.Experiments.Runs;

/// <summary>
/// Everything needed to repeat a comparison: what decides every run's numbers (<see cref="Run"/>), and which runs there are (worlds x models x seeds). More worlds, models and seeds may join
/// later; <see cref="Run"/> may not change.
/// </summary>
public sealed record ComparisonSettings
{
    /// <summary>What decides the numbers.</summary>
    public RunSettings Run { get; init; } = new();

    /// <summary>Worlds by name; for recorded data the one name under which they appear.</summary>
    public IReadOnlyList<string> Worlds { get; init; } = [];

    /// <summary>Trained models; the baselines run always.</summary>
    public IReadOnlyList<ModelEntry> Models { get; init; } = [];

    /// <summary>Seeds, ascending.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [0, 1, 2, 3, 4, 5];

    /// <summary>These settings with the worlds, models and seeds of <paramref name="more"/> added.</summary>
    /// <param name="more">Settings whose <see cref="Run"/> does not differ.</param>
    public ComparisonSettings With(ComparisonSettings more) => this with
    {
        Worlds = [.. Worlds.Union(more.Worlds, StringComparer.Ordinal)],
        Models = [.. Models, .. more.Models.Where(m => Models.All(own => own.Name != m.Name))],
        Seeds = [.. Seeds.Union(more.Seeds).Order()],
    };

    /// <summary>How <paramref name="now"/> differs from these settings in a way that forbids to share a folder, each as half a sentence; empty where it does not.</summary>
    /// <param name="now">The settings asked for.</param>
    public IReadOnlyList<string> Conflicts(ComparisonSettings now) =>
    [
        .. now.Run.DifferencesFrom(Run),
        .. now.Models.SelectMany(m => Models.Where(own => own.Name == m.Name && own.File?.Sha256 != m.File?.Sha256)).Select(own => own.File is null
            ? $"model {own.Name} was the library's own, now a file"
            : $"model {own.Name} was another architecture when its runs were made"),
    ];

    /// <summary>
    /// The command lines that repeat the comparison from nothing: every option is spelled out, so that later defaults change nothing. One line unless the seeds have gaps.
    /// </summary>
    /// <param name="folder">What to write after <c>--out</c>; null: no <c>--out</c>.</param>
    public IReadOnlyList<string> CommandLines(string? folder = null)
    {
        var words = new List<string> { "kerasrnn", "compare" };
        if (Run.Data.Count == 0) Add("--world", [.. Worlds]);
        if (Models.Count > 0) Add("--models", [.. Models.Select(m => m.Argument)]);
        foreach (var (name, value) in Run.Options())
        {
            if (value is null || !name.StartsWith("--", StringComparison.Ordinal)) continue;
            if (name == "--data") Add(name, [.. Run.Data.Select(d => d.Path)]);
            else Add(name, value);
        }
        var common = string.Join(' ', words);
        return
        [
            .. Blocks(Seeds).Select(b => $"{common} --seeds {b.Count} --first-seed {b.First}{(folder is null ? "" : $" --out {Quoted(folder)}")}"),
        ];

        void Add(string name, params string[] values)
        {
            words.Add(name);
            words.AddRange(values.Select(Quoted));
        }
    }

    private static List<(int First, int Count)> Blocks(IReadOnlyList<int> seeds)
    {
        var blocks = new List<(int First, int Count)>();
        foreach (var seed in seeds.Order())
        {
            if (blocks.Count > 0 && blocks[^1].First + blocks[^1].Count == seed) blocks[^1] = (blocks[^1].First, blocks[^1].Count + 1);
            else blocks.Add((seed, 1));
        }
        return blocks;
    }

    private static string Quoted(string word) => word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./,%:+=@\\".Contains(c))
        ? word
        : $"'{word.Replace("'", "'\\''")}'";
}
