using KerasRnn.Layers;

namespace KerasRnn.Saving;

/// <summary>The layers that Keras' JSON can name: the one list beside the layers' own files. No type is ever found by reflection.</summary>
internal static class LayerWords
{
    public static IReadOnlyList<Word<Layer>> All { get; } =
    [
        Input.Word,
        Dense.Word,
        Conv1D.Word,
        SimpleRNN.Word,
        MaxPooling1D.Word,
        AveragePooling1D.Word,
        GlobalMaxPooling1D.Word,
        GlobalAveragePooling1D.Word,
        Flatten.Word,
        Reshape.Word,
        RepeatVector.Word,
        Activation.Word,
        Dropout.Word,
    ];

    public static IEnumerable<string> Names => All.Select(word => word.ClassName);
}
