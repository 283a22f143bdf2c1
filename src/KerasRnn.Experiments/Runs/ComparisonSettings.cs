using System.Collections.ObjectModel;
using KerasRnn.Trajectories;

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

    /// <summary>The settings of each generated world; null in folders that were made before these were kept.</summary>
    public IReadOnlyDictionary<string, string>? Physics { get; init; }

    /// <summary>Trained models; the baselines run always.</summary>
    public IReadOnlyList<ModelEntry> Models { get; init; } = [];

    /// <summary>Seeds, ascending.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [0, 1, 2, 3, 4, 5];

    // A file that was written by hand may leave out what is never null here.
    internal bool IsWhole =>
        Run is { IsWhole: true } && Worlds is not null && Models is not null && Models.All(m => m is not null) && Seeds is not null;

    /// <summary>These settings with the worlds, models and seeds of <paramref name="more"/> added.</summary>
    /// <param name="more">Settings whose <see cref="Run"/> does not differ.</param>
    public ComparisonSettings With(ComparisonSettings more) => this with
    {
        Worlds = [.. Worlds.Union(more.Worlds, StringComparer.Ordinal)],
        Physics = (Physics ?? Nothing).UnionBy(more.Physics ?? Nothing, p => p.Key).ToDictionary(StringComparer.Ordinal),
        Models = [.. Models, .. more.Models.Where(m => Models.All(own => own.Name != m.Name))],
        Seeds = [.. Seeds.Union(more.Seeds).Order()],
    };

    /// <summary>How <paramref name="now"/> differs from these settings in a way that forbids to share a folder, each as half a sentence; empty where it does not.</summary>
    /// <param name="now">The settings asked for.</param>
    public IReadOnlyList<string> Conflicts(ComparisonSettings now) =>
    [
        .. now.Run.DifferencesFrom(Run),
        .. (now.Physics ?? Nothing).Where(p => (Physics ?? Nothing).TryGetValue(p.Key, out string? before) && before != p.Value)
            .Select(p => $"world {p.Key} had {Only(Physics![p.Key], p.Value)}, now {Only(p.Value, Physics[p.Key])}"),
        .. now.Models.SelectMany(m => Models.Where(own => own.Name == m.Name && own.File?.Sha256 != m.File?.Sha256)).Select(own => own.File is null
            ? $"model {own.Name} was the library's own, now a file"
            : $"model {own.Name} was another architecture when its runs were made"),
    ];

    /// <summary>
    /// The command lines that repeat the comparison from nothing: every option is spelled out, so that later defaults change nothing. One line unless the seeds have gaps; none for worlds
    /// and models that were made in code, which no option names.
    /// </summary>
    /// <param name="folder">What to write after <c>--out</c>; null: no <c>--out</c>.</param>
    public IReadOnlyList<string> CommandLines(string? folder = null)
    {
        if ((Run.Data.Count == 0 && Worlds.Any(IsMadeInCode)) || Models.Any(m => m.IsMadeInCode)) return [];
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

    private static IReadOnlyDictionary<string, string> Nothing => ReadOnlyDictionary<string, string>.Empty;

    private bool IsMadeInCode(string world) =>
        Trajectories.Worlds.All.FirstOrDefault(w => w.Name == world) is not { } known || (Physics?.TryGetValue(world, out string? physics) == true && physics != Of(known));

    /// <summary>A world's settings as one text.</summary>
    internal static string Of(World world) => string.Join(", ", world.Settings.Select(s => $"{s.Key} {s.Value}"));

    private static string Only(string settings, string others) => string.Join(", ", settings.Split(", ").Except(others.Split(", ")));

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
