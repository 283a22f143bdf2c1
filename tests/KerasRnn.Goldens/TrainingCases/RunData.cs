using System.Numerics.Tensors;
using System.Text.Json;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>Arrays of a data set as the library takes them.</summary>
internal static class RunData
{
    public static GoldenTensor[] Tensors(JsonElement arrays, IEnumerable<string> names) => [.. names.Select(name => GoldenTensor.Parse(arrays.GetProperty(name)))];

    public static Data Of(params IEnumerable<GoldenTensor> tensors) => Data.Create([.. tensors.Select(One)]);

    public static Data Zeros(params ReadOnlySpan<int> lengths)
    {
        nint[] all = [.. lengths.ToArray().Select(length => (nint)length)];
        return System.Numerics.Tensors.Tensor.Create(new float[all.Aggregate((nint)1, (count, length) => count * length)], all);
    }

    public static Data Rows(GoldenTensor[] tensors, int start, int stop) => Of(tensors).Range(start, stop - start);

    public static Tensor<float> Tensor(GoldenTensor tensor) =>
        System.Numerics.Tensors.Tensor.Create(tensor.Floats, [.. tensor.Shape.Select(d => (nint)d)]);

    private static Data One(GoldenTensor tensor) => Tensor(tensor);
}
