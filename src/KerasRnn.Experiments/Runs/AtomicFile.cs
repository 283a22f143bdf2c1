using System.Text;

namespace KerasRnn.Experiments.Runs;

/// <summary>Files that are there whole or not at all.</summary>
[StackTraceHidden]
internal static class AtomicFile
{
    /// <summary>What is being written has this prefix; what a killed process left behind is known by it.</summary>
    public const string TemporaryPrefix = ".tmp-";

    /// <summary>Writes beside the target, then moves over it.</summary>
    /// <exception cref="IOException">It cannot be written; nothing is left behind.</exception>
    public static void Write(string path, string content)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var temporary = Path.Combine(folder, TemporaryPrefix + Path.GetFileName(path));
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(temporary, content, new UTF8Encoding(false));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (IsUnwritable(e))
        {
            TryDelete(temporary);
            throw Throw.Unwritable(path, e);
        }
    }

    /// <summary>Appends one line to the end of a file: after an error the file is as it was.</summary>
    /// <exception cref="IOException">It cannot be written; the file is as it was.</exception>
    public static void AppendLine(Stream file, string path, string line)
    {
        var before = file.Length;
        file.Position = before;
        try
        {
            file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            if (file is FileStream real) real.Flush(flushToDisk: true);
            else file.Flush();
        }
        catch (Exception e) when (IsUnwritable(e))
        {
            // To shorten a file needs no space, so this works on a full disk too.
            try { file.SetLength(before); }
            catch (IOException) { /* the half line has no end and is dropped by the next reader */ }
            throw Throw.Unwritable(path, e);
        }
    }

    // A file beyond what the file system or the user may have is no IOException to .NET, but a wrong length.
    private static bool IsUnwritable(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    public static void TryDelete(string path)
    {
        try { File.Delete(path); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { /* the error that led here says more */ }
    }
}
