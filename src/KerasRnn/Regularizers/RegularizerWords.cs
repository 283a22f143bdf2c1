using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Regularizers in Keras' JSON: the one list beside the regularizers' own files.</summary>
public static class RegularizerWords
{
    internal static WordTable<Regularizer> Table { get; } = new("regularizer", "keras.regularizers", L1.Word, L2.Word, L1L2.Word);

    /// <summary>A regularizer inside another word, as an object or by Keras' string; null if the key is missing.</summary>
    public static Regularizer? Regularizer(this Config config, string key) => config.Inner<Regularizer>(key, Table.Read);

    /// <summary>A regularizer inside another word, or null.</summary>
    public static ConfigWriter Regularizer(this ConfigWriter writer, string key, Regularizer? regularizer) => writer.Inner(key, regularizer, word => Table.Write(word, writer));
}
