using System.Runtime.CompilerServices;
using KerasRnn.Experiments.Runs;
using KerasRnn.Layers;

namespace KerasRnn.Experiments;

/// <summary>
/// A network that takes part in a comparison: windows [batch, window, coordinates] in, the next position [batch, coordinates] out. One of the
/// library's own, one made in code, or any architecture as Keras JSON, written by hand or by Python's <c>model.to_json()</c>.
/// </summary>
/// <example><code>IReadOnlyList&lt;Contender&gt; contenders = [Contender.Dense, Contender.Rnn, Contender.FromJson("mine.json")];</code></example>
public sealed class Contender
{
    private static readonly ConditionalWeakTable<Model, object> Built = [];

    private readonly Func<ModelShape, Model> build;

    /// <summary>A network of one's own, made in code.</summary>
    /// <param name="name">The name in tables, pictures and files.</param>
    /// <param name="build">Makes a new network for the shape, its first weights from the shape's seed; it is called for every run, on several threads.</param>
    /// <param name="description">What it is, in one line.</param>
    /// <example><code>
    /// var small = new Contender("small", shape => new Sequential(shape.Seed) { new Input(shape.Window, shape.Coordinates), new SimpleRNN(8), new Dense(shape.Coordinates) });
    /// </code></example>
    public Contender(string name, Func<ModelShape, Model> build, string description = "made in code")
        : this(name, description, build)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(build);
        if (All.Any(c => c.Name == name)) throw Throw.NamedLikeOurs(name);
        IsMadeInCode = true;
    }

    private Contender(string name, string description, Func<ModelShape, Model> build, DataFile? file = null, string? architecture = null)
    {
        Name = name;
        Description = description;
        this.build = build;
        File = file;
        Architecture = architecture;
    }

    /// <summary>The name in tables, pictures and files.</summary>
    public string Name { get; }

    /// <summary>What it is, in one line.</summary>
    public string Description { get; }

    /// <summary>The JSON file it was read from; null for the library's own and those made in code.</summary>
    public DataFile? File { get; }

    /// <summary>The Keras JSON it was read from; null for the library's own and those made in code.</summary>
    internal string? Architecture { get; }

    /// <summary>Whether a function of a program makes it, which no data can hold.</summary>
    internal bool IsMadeInCode { get; }

    /// <summary>Windowed network: Flatten, Dense(64 relu), Dense(64 relu), Dense(d).</summary>
    public static Contender Dense { get; } = new("dense", "Flatten, Dense(64, relu), Dense(64, relu), Dense(coordinates)", shape => new Sequential(shape.Seed, "dense")
    {
        new Input(shape.Window, shape.Coordinates), new Flatten(), new Dense(64, "relu"), new Dense(64, "relu"), new Dense(shape.Coordinates),
    });

    /// <summary>Convolutions along time: Conv1D(32, 3 relu) twice, Flatten, Dense(d).</summary>
    public static Contender Conv1D { get; } = new("conv1d", "Conv1D(32, 3, relu) twice, Flatten, Dense(coordinates)", shape => new Sequential(shape.Seed, "conv1d")
    {
        new Input(shape.Window, shape.Coordinates), new Conv1D(32, 3, activation: "relu"), new Conv1D(32, 3, activation: "relu"), new Flatten(), new Dense(shape.Coordinates),
    });

    /// <summary>One recurrent layer: SimpleRNN(hidden), Dense(d).</summary>
    public static Contender Rnn { get; } = new("rnn", "SimpleRNN(hidden), Dense(coordinates)", shape => new Sequential(shape.Seed, "rnn")
    {
        new Input(shape.Window, shape.Coordinates), new SimpleRNN(shape.Hidden), new Dense(shape.Coordinates),
    });

    /// <summary>Two recurrent layers, the first returning sequences: SimpleRNN(hidden) twice, Dense(d).</summary>
    public static Contender RnnStacked { get; } = new(
        "rnn-stacked", "SimpleRNN(hidden) returning sequences, SimpleRNN(hidden), Dense(coordinates)", shape => new Sequential(shape.Seed, "rnn_stacked")
        {
            new Input(shape.Window, shape.Coordinates), new SimpleRNN(shape.Hidden) { ReturnSequences = true }, new SimpleRNN(shape.Hidden), new Dense(shape.Coordinates),
        });

    /// <summary>The library's own contenders.</summary>
    public static IReadOnlyList<Contender> All { get; } = [Dense, Conv1D, Rnn, RnnStacked];

    /// <summary>One of the library's own by its name, or a Keras JSON file by its path.</summary>
    /// <exception cref="ArgumentException">There is no such name, or the file does not describe a contender.</exception>
    public static Contender Find(string nameOrFile)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameOrFile);
        Contender? own = All.FirstOrDefault(c => c.Name.Equals(nameOrFile, StringComparison.OrdinalIgnoreCase));
        if (own is not null) return own;
        bool isFile = nameOrFile.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || System.IO.File.Exists(nameOrFile);
        return isFile ? FromJson(nameOrFile) : throw Throw.UnknownModel(nameOrFile, [.. All.Select(c => c.Name)]);
    }

    /// <summary>An architecture of a person's own as Keras JSON: input [null, window, coordinates], either of the two may be null; weights start anew from each seed.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">It is not a Keras model of known layers, or has another input.</exception>
    public static Contender FromJson(string path)
    {
        string json;
        try
        {
            json = System.IO.File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Throw.Unreadable(path, e);
        }

        return new Contender(Path.GetFileNameWithoutExtension(path), $"from {Path.GetFileName(path)}", new ContenderJson(path, json).Build, DataFile.Of(path), json);
    }

    /// <summary>The network that a request names or holds.</summary>
    /// <exception cref="ArgumentException">It names none of the library's own.</exception>
    /// <exception cref="FormatException">What it holds is no Keras model of known layers.</exception>
    internal static Contender Of(RunRequest request) => request.Architecture is { } json
        ? new Contender(request.Contender, "from a request", new ContenderJson(request.Contender, json).Build, architecture: json)
        : All.FirstOrDefault(c => c.Name == request.Contender) ?? throw Throw.UnknownModel(request.Contender, [.. All.Select(c => c.Name)]);

    /// <summary>A new network with first weights of the seed, not compiled.</summary>
    /// <exception cref="FormatException">The architecture does not fit the shape.</exception>
    /// <exception cref="ArgumentException">The function returns nothing, a model that it returned before, or one of another seed.</exception>
    public Model Build(ModelShape shape)
    {
        Model model = build(shape) ?? throw Throw.NoModel(Name);
        if (!Built.TryAdd(model, Built)) throw Throw.SameModel(Name);
        if (model.Seed != shape.Seed) throw Throw.OtherSeed(Name, shape.Seed, model.Seed);
        if (model.InputShape is not { Rank: 3 } input || (input[1] != shape.Window && input[1] != Shape.Unknown) || input.Last != shape.Coordinates)
        {
            throw Throw.NotForWindows(Name, shape.Window, shape.Coordinates, model.InputShape?.ToString().Replace("[B", "[batch", StringComparison.Ordinal) ?? "no known shape");
        }

        if (model.OutputShapes is not [{ Rank: 2 } output] || output.Last != shape.Coordinates)
        {
            model.Dispose();
            throw Throw.NotAContender(Name, $"[batch, {shape.Coordinates}]", string.Join(" and ", model.OutputShapes).Replace("[B", "[batch", StringComparison.Ordinal));
        }

        return model;
    }

    /// <summary>Name and architecture.</summary>
    public override string ToString() => $"{Name}: {Description}";
}
