using System.Globalization;
using System.Text.RegularExpressions;
using KerasRnn.Layers;

namespace KerasRnn;

/// <summary>Keras' summary of a model, character for character: a table whose columns are shares of its width, and counts of parameters.</summary>
internal sealed partial class SummaryTable
{
    private const int Narrowest = 40;

    private readonly Model model;
    private readonly bool expandNested;
    private readonly bool showTrainable;
    private readonly bool showConnections;
    private readonly int columns;
    private readonly int[] widths;

    public SummaryTable(Model model, int? lineLength, bool expandNested, bool showTrainable, IReadOnlyList<double>? positions, int columns)
    {
        this.model = model;
        this.expandNested = expandNested;
        this.showTrainable = showTrainable;
        this.columns = columns;
        showConnections = model is Functional { Graph.IsChain: false };
        double[] shares = positions is not null ? [.. positions] : showConnections ? [0.3, 0.56, 0.74, 1.0] : [0.45, 0.80, 1.0];
        if (showTrainable && positions is null) shares = [.. shares.Select(p => p * 0.9), 1.0];
        int expected = 3 + (showConnections ? 1 : 0) + (showTrainable ? 1 : 0);
        if (shares.Length != expected) throw Throw.Argument($"{model.Subject}: a summary of {expected} columns expects as many positions; got {shares.Length}.");
        int usual = (showConnections ? 108 : 88) + (showTrainable ? 12 : 0);
        widths = Widths(shares, lineLength ?? Math.Clamp(columns - 4, Narrowest, usual));
        if (widths.Any(w => w < 3)) throw Throw.Argument($"{model.Subject}: a summary expects a lineLength of {Narrowest} or more and positions that rise to 1; got {widths.Sum() + widths.Length + 1} characters at {string.Join(", ", shares)}.");
    }

    public void Write(TextWriter output, bool color)
    {
        List<string[]> rows = Rows();
        output.Write($"{Paint($"Model: \"{model.Name}\"", "1", color)}\n");
        Line(output, Border('┏', '━', '┳', '┓'));
        foreach (string[] line in Wrapped(Header())) Line(output, Cells(line, '┃', color, isHeader: true));
        Line(output, Border('┡', '━', '╇', '┩'));
        for (int i = 0; i < rows.Count; i++)
        {
            if (i > 0) Line(output, Border('├', '─', '┼', '┤'));
            foreach (string[] line in Wrapped(rows[i])) Line(output, Cells(line, '│', color, isHeader: false));
        }

        Line(output, Border('└', '─', '┴', '┘'));
        foreach ((string name, string count, string size) in ParameterCounts())
            output.Write($"{Paint($" {name}: ", "1", color)}{Paint(count, "38;5;34", color)} ({size})\n");
    }

    /// <summary>A row of cells for each layer.</summary>
    public List<string[]> Rows()
    {
        List<string[]> rows = [];
        IEnumerable<Layer> layers = model is Sequential ? model.Layers.Where(l => l is not Layers.Input) : model.Layers;
        foreach (Layer layer in layers) AddRow(rows, layer, "");
        return rows;
    }

    /// <summary>What stands below the table.</summary>
    public IEnumerable<(string Name, string Count, string Size)> ParameterCounts()
    {
        int trainable = Count(model.TrainableWeights), frozen = Count(model.NonTrainableWeights);
        int optimizer = model.Compiled is { Optimizer.Iterations: > 0 } compiled ? Count(compiled.Optimizer.Slots) + 2 : 0;

        // Keras counts the 64-bit step counter and the learning rate among the optimizer's variables.
        int extra = optimizer > 0 ? 4 : 0;
        yield return Entry("Total params", trainable + frozen + optimizer, extra);
        yield return Entry("Trainable params", trainable, 0);
        yield return Entry("Non-trainable params", frozen, 0);
        if (optimizer > 0) yield return Entry("Optimizer params", optimizer, extra);

        static (string, string, string) Entry(string name, int count, int more) => (name, count.ToString("#,0", CultureInfo.InvariantCulture), Size((count * 4L) + more));

        static int Count(IEnumerable<Variable> variables) => variables.Sum(v => v.Count);
    }

    /// <summary>Names of the columns.</summary>
    public string[] Header() =>
        ["Layer (type)", "Output Shape", "Param #", .. showConnections ? ["Connected to"] : Array.Empty<string>(), .. showTrainable ? ["Trainable"] : Array.Empty<string>()];

    private void AddRow(List<string[]> rows, Layer layer, string prefix)
    {
        string shape = !layer.Built || layer.OutputShapes.Count == 0 ? "?" : layer.OutputShapes.Count == 1 ? Tuple(layer.OutputShapes[0]) : $"[{string.Join(", ", layer.OutputShapes.Select(Tuple))}]";
        string parameters = !layer.Built ? "0 (unbuilt)" : layer.CountParams().ToString("#,0", CultureInfo.InvariantCulture);
        string trainable = layer.Weights.Count == 0 ? "-" : layer.Trainable ? "Y" : "N";
        rows.Add([$"{prefix}{layer.Name} ({layer.ClassName})", shape, parameters, .. showConnections ? [Connections(layer)] : Array.Empty<string>(), .. showTrainable ? [trainable] : Array.Empty<string>()]);
        if (!expandNested || layer is not Model nested) return;
        string inner = prefix.Length == 0 ? "   └ " : "   " + prefix;
        foreach (Layer child in nested.Layers.Where(l => nested is not Sequential || l is not Layers.Input)) AddRow(rows, child, inner);
    }

    // The uses of a layer in this model in the order they were made; what is connected inside a nested model is not of this one, as in Keras.
    private string Connections(Layer layer)
    {
        Functional graph = (Functional)model;
        IEnumerable<KerasTensor> inputs = graph.Graph.Nodes.Where(n => n.Layer == layer && !n.Outputs.Any(graph.Inputs.Contains)).OrderBy(n => n.Index).SelectMany(n => n.Inputs);
        string text = string.Join(", ", inputs.Select(t => $"{t.History.Layer.Name}[{t.History.Index}][{t.Index}]"));
        return text.Length == 0 ? "-" : text;
    }

    private static string Tuple(Shape shape)
    {
        string inner = string.Join(", ", shape.Dimensions.ToArray().Select(d => d <= 0 ? "None" : d.ToString(CultureInfo.InvariantCulture)));
        return shape.Rank == 1 ? $"({inner},)" : $"({inner})";
    }

    // Shares of the width as differences of whole positions, then as rich fits columns into a table: the excess of padding and borders
    // is taken from all columns evenly, each rounded to even.
    private static int[] Widths(double[] shares, int width)
    {
        int[] result = new int[shares.Length];
        int before = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            int end = (int)(shares[i] * width);
            result[i] = end - before + 2;
            before = end;
        }

        int excess = result.Sum() - (width - shares.Length - 1);
        for (int i = 0; i < result.Length && excess > 0; i++)
        {
            int cut = Math.Min(result[i], (int)Math.Round(excess / (double)(result.Length - i), MidpointRounding.ToEven));
            result[i] -= cut;
            excess -= cut;
        }

        return result;
    }

    private string Border(char left, char line, char cross, char right) => left + string.Join(cross, widths.Select(w => new string(line, w))) + right;

    // A cell breaks at blanks; a word that is too long ends in an ellipsis.
    private IEnumerable<string[]> Wrapped(string[] cells)
    {
        List<string>[] lines = [.. cells.Select((cell, i) => Wrap(cell, Math.Max(1, widths[i] - 2)))];
        int height = lines.Max(l => l.Count);
        for (int row = 0; row < height; row++) yield return [.. lines.Select(l => row < l.Count ? l[row] : "")];
    }

    private static List<string> Wrap(string text, int width)
    {
        List<string> lines = [];
        string line = "";
        foreach (Match word in Words().Matches(text))
        {
            if (line.Length > 0 && (line + word.Value).TrimEnd().Length > width)
            {
                lines.Add(line);
                line = "";
            }

            line += word.Value;
        }

        lines.Add(line);
        return [.. lines.Select(l => l.TrimEnd()).Select(l => l.Length > width ? l[..(width - 1)] + "…" : l)];
    }

    private string Cells(string[] cells, char border, bool color, bool isHeader)
    {
        System.Text.StringBuilder line = new();
        for (int i = 0; i < cells.Length; i++)
        {
            int room = widths[i] - 2;
            string text = i == 2 ? cells[i].PadLeft(room) : i == cells.Length - 1 && showTrainable ? Centered(cells[i], room) : cells[i].PadRight(room);
            line.Append(border);
            if (isHeader) line.Append($"{Paint(" ", "1", color)}{Paint(text, "1", color)}{Paint(" ", "1", color)}");
            else line.Append(' ').Append(color ? Colored(text, i, i == cells.Length - 1 && showTrainable) : text).Append(' ');
        }

        return line.Append(border).ToString();
    }

    private static string Colored(string text, int column, bool isTrainable)
    {
        if (isTrainable) return Letters().Replace(text, m => Paint(m.Value, m.Value switch { "Y" => "1;38;5;34", "N" => "1;38;5;9", _ => "1" }, true));
        return column switch
        {
            0 => Classes().Replace(text, m => $"({Paint(m.Groups[1].Value, "38;5;33", true)})"),
            1 => Numbers().Replace(text, m => Paint(m.Value, m.Value == "None" ? "38;5;45" : "38;5;34", true)),
            2 => Counts().Replace(text, m => Paint(m.Value, "38;5;34", true)),
            _ => Indices().Replace(text, m => $"[{Paint(m.Groups[1].Value, "38;5;34", true)}]"),
        };
    }

    private static string Centered(string text, int width)
    {
        int left = (width - text.Length) / 2;
        return text.PadLeft(text.Length + left).PadRight(width);
    }

    private static string Paint(string text, string code, bool color) => color ? $"\u001b[{code}m{text}\u001b[0m" : text;

    // A table wider than the terminal is cut, not wrapped; what was being painted there ends.
    private void Line(TextWriter output, string line)
    {
        const string Plain = "\u001b[0m";
        bool isPainting = false;
        for (int i = 0, seen = 0; i < line.Length; i++)
        {
            bool isCode = line[i] == '\u001b';
            if (seen == columns && !(isCode && isPainting))
            {
                line = line[..i] + (isPainting ? Plain : "");
                break;
            }

            if (isCode)
            {
                isPainting = !line.AsSpan(i).StartsWith(Plain);
                i = line.IndexOf('m', i);
            }
            else
            {
                seen++;
            }
        }

        output.Write(line + "\n");
    }

    private static string Size(long bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        double size = bytes;
        int unit = 0;
        for (; size >= 1024 && unit < units.Length - 1; unit++) size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:F2} {units[unit]}");
    }

    [GeneratedRegex(@"\s*\S+\s*")]
    private static partial Regex Words();

    [GeneratedRegex(@"\((\w+)\)")]
    private static partial Regex Classes();

    [GeneratedRegex(@"None|\d+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[\d,]+")]
    private static partial Regex Counts();

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Indices();

    [GeneratedRegex("[YN-]")]
    private static partial Regex Letters();
}
