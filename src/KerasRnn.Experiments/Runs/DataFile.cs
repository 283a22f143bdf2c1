using System.Security.Cryptography;

namespace KerasRnn.Experiments.Runs;

/// <summary>A file a comparison was made with: its path as it was given, and a fingerprint of its content, so that a changed file is noticed.</summary>
/// <param name="Path">As given on the command line.</param>
/// <param name="Sha256">SHA-256 of the content, in hexadecimal.</param>
public sealed record DataFile(string Path, string Sha256)
{
    /// <summary>The fingerprint of a file, or of all files of a folder in the order of their names.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DataFile Of(string path)
    {
        try
        {
            if (!Directory.Exists(path)) return new(path, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var file in Directory.GetFiles(path).Order(StringComparer.Ordinal)) hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
            return new(path, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Throw.Unreadable(path, e);
        }
    }
}
