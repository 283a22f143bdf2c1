using System.Globalization;
using System.Text.Json;

namespace KerasRnn.Goldens;

/// <summary>What a case found: the worst error over its bound, and every sentence about what is wrong.</summary>
internal sealed class CaseCheck(EngineChoice engine)
{
    private readonly List<string> failures = [];

    public EngineChoice Engine => engine;

    public IReadOnlyList<string> Failures => failures;

    public double Worst { get; private set; }

    public string WorstOf { get; private set; } = "";

    public void Fail(string sentence) => failures.Add(sentence);

    public void Same<T>(string what, T expected, T found)
    {
        if (EqualityComparer<T>.Default.Equals(expected, found)) return;
        if (expected is string text && found is string other) Fail($"{what}: {Difference(text, other)}");
        else Fail($"{what}: expected {expected}; got {found}");
    }

    public void SameList<T>(string what, IReadOnlyList<T> expected, IReadOnlyList<T> found)
    {
        if (!expected.SequenceEqual(found)) Fail($"{what}: expected [{string.Join(", ", expected)}]; got [{string.Join(", ", found)}]");
    }

    public void Near(string what, double expected, double found, Bound bound) => Near(what, [expected], [found], bound);

    /// <summary>Compares a tensor with that of a file; an element where float32 leaves the truth may equal either number.</summary>
    public void Near(string what, GoldenTensor expected, IReadOnlyList<int> shape, IReadOnlyList<double> found, Bound bound)
    {
        if (!shape.SequenceEqual(expected.Shape))
        {
            Fail($"{what}: expected shape [{string.Join(", ", expected.Shape)}]; got [{string.Join(", ", shape)}]");
            return;
        }

        Near(what, expected.Data, found, bound, engine.IsDouble ? null : expected.Float32Differs);
    }

    public void Near(
        string what, IReadOnlyList<double> expected, IReadOnlyList<double> found, Bound bound, IReadOnlyDictionary<int, double>? alternatives = null)
    {
        if (expected.Count != found.Count)
        {
            Fail($"{what}: expected {expected.Count} numbers; got {found.Count}");
            return;
        }

        double worst = 0;
        int at = 0;
        for (int i = 0; i < found.Count; i++)
        {
            double ratio = Ratio(expected[i], found[i], bound);
            if (alternatives is not null && alternatives.TryGetValue(i, out double other)) ratio = Math.Min(ratio, Ratio(other, found[i], bound));
            if (ratio > worst) (worst, at) = (ratio, i);
        }

        if (worst > Worst) (Worst, WorstOf) = (worst, what);
        if (worst > 1) Fail(string.Create(CultureInfo.InvariantCulture, $"{what}[{at}]: expected {expected[at]:R}; got {found[at]:R}; {worst:G3} times the bound"));
    }

    private static double Ratio(double expected, double found, Bound bound)
    {
        if (expected.Equals(found)) return 0;
        if (!double.IsFinite(expected) || !double.IsFinite(found)) return double.PositiveInfinity;
        return Math.Abs(expected - found) / bound(expected);
    }

    // Where two texts part, with what is not printable spelt out.
    private static string Difference(string expected, string found)
    {
        int at = 0;
        while (at < Math.Min(expected.Length, found.Length) && expected[at] == found[at]) at++;
        return $"at character {at} expected {Shown(expected)}; got {Shown(found)}";

        string Shown(string text) => JsonSerializer.Serialize(text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 60)]);
    }
}
