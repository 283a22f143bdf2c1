using KerasRnn.Experiments.Pictures;
using KerasRnn.Experiments.Runs;

namespace KerasRnn.Experiments.Report;

/// <summary>Collects the numbers behind figures as <c>figures/NAME.csv</c>, names made unique.</summary>
public sealed class FigureTables
{
    private readonly Dictionary<string, CsvTable> tables = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Paths and tables so far.</summary>
    public IReadOnlyDictionary<string, CsvTable> Tables => tables;

    /// <summary>Adds a picture's numbers.</summary>
    /// <returns>The path they get: <c>figures/NAME.csv</c>.</returns>
    public string Add(Picture picture) => Add(picture.Name, picture.Data);

    /// <summary>Adds a table.</summary>
    /// <returns>The path it gets: <c>figures/NAME.csv</c>, with a number where the name is taken.</returns>
    public string Add(string name, CsvTable table)
    {
        var path = $"figures/{name}.csv";
        for (var i = 2; !tables.TryAdd(path, table); i++) path = $"figures/{name}-{i}.csv";
        return path;
    }

    /// <summary>Writes all tables into the folder of a comparison.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void WriteTo(RunStore store)
    {
        foreach (var (path, table) in tables) store.Write(path, table.ToString());
    }
}
