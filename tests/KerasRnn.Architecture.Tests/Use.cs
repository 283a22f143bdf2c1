namespace KerasRnn.Architecture.Tests;

/// <summary>One file names what another one declares.</summary>
internal sealed record Use(SourceFile From, SourceFile To, IReadOnlyList<string> Names)
{
    public override string ToString() => $"{From.Path} -> {To.Path}: {string.Join(", ", Names)}";
}
