using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace KerasRnn.TensorFlow.Library;

/// <summary>
/// Keeps TensorFlow's log lines off standard error, unless a person asks for them with TF_CPP_MIN_LOG_LEVEL. That variable must be set in native
/// memory, where .NET's own do not reach on Unix; and the line about oneDNN that loading prints heeds no variable.
/// </summary>
internal static unsafe partial class NativeEnvironment
{
    private const string Level = "TF_CPP_MIN_LOG_LEVEL";
    private const int StandardError = 2;

    /// <summary>Does something that loads TensorFlow.</summary>
    public static T Quietly<T>(Func<T> load)
    {
        if (Environment.GetEnvironmentVariable(Level) is not null) return load();
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(Level, "2");
            return load();
        }

        _ = SetVariable(Level, "2", 1);
        int* ends = stackalloc int[2];
        int kept = Duplicate(StandardError);
        if (kept < 0 || Pipe(ends) != 0) return load();
        _ = Replace(ends[1], StandardError);
        try
        {
            return load();
        }
        finally
        {
            _ = Replace(kept, StandardError);
            _ = Close(kept);
            _ = Close(ends[1]);
            Forward(new FileStream(new SafeFileHandle(ends[0], ownsHandle: true), FileAccess.Read));
        }
    }

    // Whatever else was written meanwhile belongs to somebody.
    private static void Forward(FileStream written)
    {
        using StreamReader reader = new(written);
        while (reader.ReadLine() is string line)
        {
            if (!line.Contains("absl::InitializeLog", StringComparison.Ordinal) && !line.Contains("oneDNN", StringComparison.Ordinal)) Console.Error.WriteLine(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Replace(int descriptor, int other);

    [LibraryImport("libc", EntryPoint = "pipe")]
    private static partial int Pipe(int* ends);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
