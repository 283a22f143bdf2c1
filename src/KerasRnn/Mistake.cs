using System.Diagnostics;
using System.Text;

namespace KerasRnn;

/// <summary>
/// Exceptions for a user's mistake: the usual types, whose text is the sentence and the caller's own way to it. What the library did between the call and the refusal is left out
/// (<c>new StackTrace(exception)</c> still has it): notebooks and consoles print all of an exception, and nobody's mistake lies in there. The classes have the names of the usual types, since
/// logs print <c>GetType().Name</c>.
/// </summary>
internal static class Mistake
{
    private static readonly HashSet<string> Rooms = ["KerasRnn", "KerasRnn.TensorFlow", "KerasRnn.Trajectories", "KerasRnn.Experiments", "KerasRnn.Cli"];

    public static System.ArgumentException Argument(string sentence, Exception? inner = null) => new ArgumentException(sentence, inner);

    public static System.ArgumentOutOfRangeException OutOfRange(string sentence) => new ArgumentOutOfRangeException(sentence);

    public static System.InvalidOperationException Operation(string sentence) => new InvalidOperationException(sentence);

    public static System.ObjectDisposedException Disposed(string sentence) => new ObjectDisposedException(sentence);

    public static System.NotSupportedException NotSupported(string sentence) => new NotSupportedException(sentence);

    public static System.PlatformNotSupportedException Platform(string sentence) => new PlatformNotSupportedException(sentence);

    public static System.FormatException Format(string sentence, Exception? inner = null) => new FormatException(sentence, inner);

    public static System.Collections.Generic.KeyNotFoundException Key(string sentence) => new KeyNotFoundException(sentence);

    public static System.IO.IOException File(string sentence, Exception? inner = null) => new IOException(sentence, inner);

    public static System.IO.FileNotFoundException MissingFile(string sentence) => new FileNotFoundException(sentence);

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

    private sealed class ArgumentException(string sentence, Exception? inner) : System.ArgumentException(sentence, inner)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class ArgumentOutOfRangeException(string sentence) : System.ArgumentOutOfRangeException(null, sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class InvalidOperationException(string sentence) : System.InvalidOperationException(sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class ObjectDisposedException(string sentence) : System.ObjectDisposedException(null, sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class NotSupportedException(string sentence) : System.NotSupportedException(sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class PlatformNotSupportedException(string sentence) : System.PlatformNotSupportedException(sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class FormatException(string sentence, Exception? inner) : System.FormatException(sentence, inner)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class KeyNotFoundException(string sentence) : System.Collections.Generic.KeyNotFoundException(sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class IOException(string sentence, Exception? inner) : System.IO.IOException(sentence, inner)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }

    private sealed class FileNotFoundException(string sentence) : System.IO.FileNotFoundException(sentence)
    {
        public override string StackTrace => Trace(this);

        public override string ToString() => Text(this);
    }
}
