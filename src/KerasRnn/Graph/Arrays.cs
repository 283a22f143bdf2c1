using System.Numerics.Tensors;

namespace KerasRnn.Graph;

/// <summary>From tensors to flat arrays and back.</summary>
internal static class Arrays
{
    public static float[] Flatten(Tensor<float> tensor)
    {
        float[] flat = new float[(int)tensor.FlattenedLength];
        tensor.FlattenTo(flat);
        return flat;
    }

    public static int[] Lengths<T>(Tensor<T> tensor) => [.. tensor.Lengths.ToArray().Select(l => (int)l)];

    public static Tensor<float> Tensor(float[] values, Shape shape, int batch)
    {
        nint[] lengths = [.. shape.At(batch).Dimensions.ToArray().Select(d => (nint)d)];
        return System.Numerics.Tensors.Tensor.Create(values, lengths);
    }
}
