using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerasRnn.Architecture.Tests;

/// <summary>A file of src, by its path under it.</summary>
internal sealed class SourceFile(string path, CompilationUnitSyntax root)
{
    public string Path { get; } = path;

    /// <summary>Its folder.</summary>
    public string Room { get; } = path[..path.LastIndexOf('/')];

    /// <summary>Null where there are only statements.</summary>
    public string? Namespace { get; } = root.Members.OfType<BaseNamespaceDeclarationSyntax>().SingleOrDefault()?.Name.ToString();

    public int Lines { get; } = root.GetText().Lines.Count - 1;

    public IReadOnlyList<string> PublicTypes { get; } =
    [
        .. root.Members.OfType<BaseNamespaceDeclarationSyntax>().SelectMany(space => space.Members)
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Select(type => type is DelegateDeclarationSyntax function ? function.Identifier.Text : ((BaseTypeDeclarationSyntax)type).Identifier.Text),
    ];
}
