using KerasRnn.Initializers;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Initializers in Keras' JSON: the one list beside the initializers' own files.</summary>
public static class InitializerWords
{
    internal static WordTable<Initializer> Table { get; } = new(
        "initializer",
        "keras.initializers",
        Zeros.Word,
        Ones.Word,
        Constant.Word,
        Identity.Word,
        RandomUniform.Word,
        RandomNormal.Word,
        TruncatedNormal.Word,
        VarianceScaling.Word,
        GlorotUniform.Word,
        GlorotNormal.Word,
        HeUniform.Word,
        HeNormal.Word,
        LecunUniform.Word,
        LecunNormal.Word,
        Orthogonal.Word);

    /// <summary>An initializer inside another word, as an object or by Keras' string.</summary>
    public static Initializer Initializer(this Config config, string key, Initializer fallback) => config.Inner<Initializer>(key, Table.Read) ?? fallback;

    /// <summary>An initializer inside another word.</summary>
    public static ConfigWriter Initializer(this ConfigWriter writer, string key, Initializer initializer) => writer.Inner(key, initializer, word => Table.Write(word, writer));
}
