using System.Globalization;
using System.Text;

namespace KerasRnn.Experiments.Runs;

/// <summary>
/// Keeps two processes out of one folder. The lock is the operating system's hold on an open file, which ends with the process however it ends: a file left by a dead process locks
/// nothing. Its text, the process id, is for people.
/// </summary>
[StackTraceHidden]
internal sealed class FolderLock : IDisposable
{
    public const string FileName = ".lock";
    private readonly FileStream file;
    private readonly string path;

    private FolderLock(FileStream file, string path) => (this.file, this.path) = (file, path);

    /// <exception cref="InvalidOperationException">Another process, or another store of this one, holds the folder.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        // The holder may remove the file between our opening and locking it; then we hold a file nobody sees, and try again.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var taken = TryOpen(folder, path);
            if (File.Exists(path)) return taken;
            taken.file.Dispose();
        }
        throw Throw.Locked(folder, path);
    }

    public void Dispose()
    {
        AtomicFile.TryDelete(path);
        file.Dispose();
    }

    private static FolderLock TryOpen(string folder, string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new(file, path);
        }
        catch (UnauthorizedAccessException e)
        {
            file?.Dispose();
            throw Throw.Unwritable(folder, e);
        }
        catch (IOException e)
        {
            file?.Dispose();
            // A file that is there and cannot be opened is held by somebody.
            throw file is null && File.Exists(path) ? Throw.Locked(folder, path) : Throw.Unwritable(folder, e);
        }
    }
}
