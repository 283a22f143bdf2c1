namespace KerasRnn.Goldens;

/// <summary>How far an element may be from the number in a file.</summary>
internal delegate double Bound(double expected);

/// <summary>The bounds of the two READMEs.</summary>
internal static class Bounds
{
    /// <summary>layers/README.md: by the largest finite element of the tensor.</summary>
    public static Bound Layer(GoldenTensor tensor, bool isDouble)
    {
        double largest = 1;
        for (int i = 0; i < tensor.Data.Length; i++)
        {
            if (double.IsFinite(tensor.Data[i]) && !tensor.Float32Differs.ContainsKey(i)) largest = Math.Max(largest, Math.Abs(tensor.Data[i]));
        }

        return isDouble
            ? expected => 1e-9 * Math.Max(largest, Math.Abs(expected))
            : expected => (4 * tensor.Float32Error) + (1e-6 * Math.Max(largest, Math.Abs(expected)));
    }

    /// <summary>layers/README.md, activations in float32: by the element, because the extreme cases span 14 decades.</summary>
    public static Bound Element { get; } = expected => 1e-6 * Math.Max(1, Math.Abs(expected));

    /// <summary>training/README.md: tolerance·(1 + |expected|).</summary>
    public static Bound Training(double tolerance) => expected => tolerance * (1 + Math.Abs(expected));

    /// <summary>training/README.md where a number is measured by the largest of its tensor.</summary>
    public static Bound Largest(double tolerance, IEnumerable<double> tensor)
    {
        double largest = tensor.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        return _ => tolerance * (1 + largest);
    }
}
