using System.Collections;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasRnn;

/// <summary>
/// Rows of data, one array for each input or output of a model. Tensors and arrays of float, double and int convert to it by themselves,
/// and so do lists of them; labels may be whole numbers.
/// </summary>
/// <example><code>model.Fit(windows, targets);   model.Fit(new Data[] { positions, times }, targets);</code></example>
[CollectionBuilder(typeof(Data), nameof(Create))]
public sealed class Data : IEnumerable<Data>
{
    private readonly IReadOnlyList<Rows> arrays;

    private Data(IReadOnlyList<Rows> arrays) =>
        this.arrays = arrays.Count > 0 ? arrays : throw Throw.Argument("Data has at least one array; got none. Give it one for each input or output of the model.");

    private Data(float[] values, params int[] lengths)
        : this([new Rows(values, lengths)])
    {
    }

    /// <summary>How many arrays there are.</summary>
    public int Count => arrays.Count;

    /// <summary>How many rows the arrays have.</summary>
    public int RowCount => arrays[0].Count;

    internal IReadOnlyList<Rows> Arrays => arrays;

    /// <summary>Puts the arrays of several inputs or outputs together.</summary>
    public static Data Create(params ReadOnlySpan<Data> parts)
    {
        List<Rows> all = [];
        foreach (Data part in parts) all.AddRange(Given(part).arrays);
        return new Data(all);
    }

    /// <summary>A tensor, rows first.</summary>
    public static implicit operator Data(Tensor<float> tensor) => new(KerasRnn.Graph.Arrays.Flatten(Given(tensor)), KerasRnn.Graph.Arrays.Lengths(tensor));

    /// <summary>A tensor of whole numbers, rows first.</summary>
    public static implicit operator Data(Tensor<int> tensor)
    {
        int[] flat = new int[(int)Given(tensor).FlattenedLength];
        tensor.FlattenTo(flat);
        return new Data(Array.ConvertAll(flat, v => (float)v), KerasRnn.Graph.Arrays.Lengths(tensor));
    }

    /// <summary>One number for each row.</summary>
    public static implicit operator Data(float[] values) => new([.. Given(values)], values.Length);

    /// <summary>One number for each row.</summary>
    public static implicit operator Data(double[] values) => new(Array.ConvertAll(Given(values), v => (float)v), values.Length);

    /// <summary>One whole number for each row.</summary>
    public static implicit operator Data(int[] values) => new(Array.ConvertAll(Given(values), v => (float)v), values.Length);

    /// <summary>[rows, features].</summary>
    public static implicit operator Data(float[,] values) => new(Copy<float>(Given(values)), values.GetLength(0), values.GetLength(1));

    /// <summary>[rows, time, features].</summary>
    public static implicit operator Data(float[,,] values) => new(Copy<float>(Given(values)), values.GetLength(0), values.GetLength(1), values.GetLength(2));

    /// <summary>[rows, features].</summary>
    public static implicit operator Data(double[,] values) =>
        new(Array.ConvertAll(Copy<double>(Given(values)), v => (float)v), values.GetLength(0), values.GetLength(1));

    /// <summary>[rows, time, features].</summary>
    public static implicit operator Data(double[,,] values) =>
        new(Array.ConvertAll(Copy<double>(Given(values)), v => (float)v), values.GetLength(0), values.GetLength(1), values.GetLength(2));

    /// <summary>[rows, time] of whole numbers.</summary>
    public static implicit operator Data(int[,] values) =>
        new(Array.ConvertAll(Copy<int>(Given(values)), v => (float)v), values.GetLength(0), values.GetLength(1));

    /// <summary>Several arrays.</summary>
    public static implicit operator Data(Data[] parts) => Create(Given(parts));

    /// <summary>Several tensors.</summary>
    public static implicit operator Data(Tensor<float>[] parts) => Create([.. Given(parts).Select(p => (Data)p)]);

    /// <inheritdoc/>
    public IEnumerator<Data> GetEnumerator() => arrays.Select(a => new Data([a])).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shapes.</summary>
    public override string ToString() => string.Join(" and ", arrays);

    internal Data Range(int start, int count) => new([.. arrays.Select(a => a.Range(start, count))]);

    private static T Given<T>(T? values)
        where T : class => values ?? throw Throw.Argument("Data expects arrays or tensors, rows first; got null. Give one for each input or output of the model.");

    private static T[] Copy<T>(Array values)
        where T : unmanaged
    {
        T[] flat = new T[values.Length];
        MemoryMarshal.Cast<byte, T>(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(values), values.Length * Unsafe.SizeOf<T>())).CopyTo(flat);
        return flat;
    }
}
