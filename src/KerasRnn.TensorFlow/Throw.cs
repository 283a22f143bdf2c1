namespace KerasRnn.TensorFlow;

/// <summary>The one place that makes exceptions: every message is a sentence that says who expected what, what it got, how to mend it.</summary>
[StackTraceHidden]
internal static class Throw
{
    public static ArgumentException Argument(string sentence) => new(sentence);

    public static ArgumentOutOfRangeException OutOfRange(string sentence) => new(null, sentence);

    public static InvalidOperationException Operation(string sentence) => new(sentence);

    public static ObjectDisposedException Disposed(string sentence) => new(null, sentence);

    public static NotSupportedException NotSupported(string sentence) => new(sentence);

    public static PlatformNotSupportedException Platform(string sentence) => new(sentence);

    public static FileNotFoundException Missing(string sentence) => new(sentence);

    public static FormatException Format(string sentence) => new(sentence);

    public static InsufficientMemoryException Memory(string sentence) => new(sentence + " Use smaller batches, or a smaller model.");
}
