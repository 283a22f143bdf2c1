using KerasRnn.TensorFlow.Native;

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

    public static InsufficientMemoryException Memory(long count) =>
        new($"TensorFlow could not allocate a tensor of {count} elements. Use smaller batches, or a smaller model.");

    /// <summary>A call that did not succeed, with the first line of TensorFlow's own words.</summary>
    public static Exception Native(string what, TfCode code, string message)
    {
        string detail = message.Split('\n')[0].Trim().TrimEnd('.');
        string sentence = $"TensorFlow could not {what}: {detail} ({code}).";
        return code switch
        {
            TfCode.Unimplemented => NotSupported(sentence),
            TfCode.ResourceExhausted => new InsufficientMemoryException(sentence + " Use smaller batches, or a smaller model."),
            _ => Operation(sentence),
        };
    }
}
