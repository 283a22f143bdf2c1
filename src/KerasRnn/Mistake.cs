using System.Diagnostics;
using System.Text;

namespace KerasRnn;

/// <summary>
/// Exceptions for a user's mistake: the usual types, whose text is the sentence and the caller's own way to it. What the library did between the call and the refusal is left out
/// (<c>new StackTrace(exception)</c> still has it): notebooks and consoles print all of an exception, and nobody's mistake lies in there.
/// </summary>
internal static class Mistake
{
    private static readonly HashSet<string> Rooms = ["KerasRnn", "KerasRnn.TensorFlow", "KerasRnn.Trajectories", "KerasRnn.Experiments", "KerasRnn.Cli"];

    public static ArgumentException Argument(string sentence, Exception? inner = null) => new OfArgument(sentence, inner);

    public static ArgumentOutOfRangeException OutOfRange(string sentence) => new OfRange(sentence);

    public static InvalidOperationException Operation(string sentence) => new OfOperation(sentence);

    public static ObjectDisposedException Disposed(string sentence) => new OfDisposed(sentence);

    public static NotSupportedException NotSupported(string sentence) => new OfSupport(sentence);

    public static PlatformNotSupportedException Platform(string sentence) => new OfPlatform(sentence);

    public static FormatException Format(string sentence, Exception? inner = null) => new OfFormat(sentence, inner);

    public static KeyNotFoundException Key(string sentence) => new OfKey(sentence);

    public static IOException File(string sentence, Exception? inner = null) => new OfFile(sentence, inner);

    public static FileNotFoundException MissingFile(string sentence) => new OfMissingFile(sentence);

    /// <summary>Of each stretch of the library's frames the outermost, which is what was called; all of the caller's.</summary>
    private static string Trace(Exception mistake)
    {
        StackFrame[] frames = new StackTrace(mistake, fNeedFileInfo: true).GetFrames();
        Stack<StackFrame> shown = [];
        bool inside = false;
        foreach (StackFrame frame in frames.Reverse())
        {
            string? assembly = DiagnosticMethodInfo.Create(frame)?.DeclaringAssemblyName.Split(',')[0];
            bool own = assembly is not null && Rooms.Contains(assembly);

            // What .NET does between two of the library's frames (tasks, queries) is part of the stretch.
            bool between = inside && (own || assembly?.StartsWith("System.", StringComparison.Ordinal) != false);
            if (!between) shown.Push(frame);
            inside = own || between;
        }

        return new StackTrace(shown).ToString().TrimEnd();
    }

    private static string Text(Exception mistake)
    {
        StringBuilder text = new();
        text.Append(mistake.GetType().BaseType).Append(": ").Append(mistake.Message);

        // A sentence that only got a name put before it is said already.
        if (mistake.InnerException is { } inner && !mistake.Message.Contains(inner.Message, StringComparison.Ordinal)) text.Append("\n ---> ").Append(inner);
        if (mistake.StackTrace is { Length: > 0 } trace) text.Append('\n').Append(trace);
        return text.ToString();
    }

    private sealed class OfArgument(string sentence, Exception? inner) : ArgumentException(sentence, inner)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class OfRange(string sentence) : ArgumentOutOfRangeException(null, sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class OfOperation(string sentence) : InvalidOperationException(sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class OfDisposed(string sentence) : ObjectDisposedException(null, sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class OfSupport(string sentence) : NotSupportedException(sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class OfPlatform(string sentence) : PlatformNotSupportedException(sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class OfFormat(string sentence, Exception? inner) : FormatException(sentence, inner)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class OfKey(string sentence) : KeyNotFoundException(sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class OfFile(string sentence, Exception? inner) : IOException(sentence, inner)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class OfMissingFile(string sentence) : FileNotFoundException(sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }
}
