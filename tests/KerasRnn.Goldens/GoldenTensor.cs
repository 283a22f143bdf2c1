using System.Text.Json;

namespace KerasRnn.Goldens;

/// <summary>A tensor of a file, with what Keras' own float32 run says about it.</summary>
internal sealed class GoldenTensor
{
    private GoldenTensor(int[] shape, string type, double[] data)
    {
        Shape = shape;
        Type = type;
        Data = data;
    }

    public int[] Shape { get; }

    public string Type { get; }

    public double[] Data { get; }

    /// <summary>The largest absolute difference between Keras' float32 run and the truth.</summary>
    public double Float32Error { get; private init; }

    /// <summary>Elements where float32 leaves the truth altogether, with Keras' float32 number there.</summary>
    public IReadOnlyDictionary<int, double> Float32Differs { get; private init; } = new Dictionary<int, double>();

    public bool IsFloat => Type.StartsWith("float", StringComparison.Ordinal);

    public float[] Floats => Array.ConvertAll(Data, value => (float)value);

    /// <summary>The shape with the batch in front, for the input of a trace.</summary>
    public Shape Batched => new([KerasRnn.Shape.Batch, .. Shape.AsSpan(1)]);

    public static GoldenTensor Parse(JsonElement json)
    {
        int[] differs = json.Whole("float32_differs_at");
        double[] single = json.Numbers("keras_float32");
        return new GoldenTensor(json.Whole("shape"), json.Text("dtype"), json.Numbers("data"))
        {
            Float32Error = json.Find("keras_float32_error")?.Number() ?? 0,
            Float32Differs = differs.Index().ToDictionary(entry => entry.Item, entry => single[entry.Index]),
        };
    }

    public static GoldenTensor? TryParse(JsonElement? json) => json is JsonElement found ? Parse(found) : null;

    /// <summary>A number or a list of numbers without a shape of its own.</summary>
    public static GoldenTensor Of(params double[] data) => new([data.Length], "float64", data);

    /// <summary>The tensors of a list, null where the list has null.</summary>
    public static GoldenTensor?[] List(JsonElement json, string key) =>
        [.. json.List(key).Select(item => item.ValueKind == JsonValueKind.Null ? null : Parse(item))];
}
