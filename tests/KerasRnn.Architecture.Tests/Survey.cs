using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerasRnn.Architecture.Tests;

/// <summary>
/// Which file of src names what other file declares, as the compiler understands it: types and members, by name, by operator, by conversion or by <c>new()</c>. Words of XML comments do not count.
/// All projects are read as one: what a project may refer to is the build's affair.
/// </summary>
internal sealed class Survey
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks; "
        + "global using StackTraceHiddenAttribute = System.Diagnostics.StackTraceHiddenAttribute;";

    private readonly Dictionary<SyntaxTree, SourceFile> files;

    /// <summary>Reads sources.</summary>
    /// <param name="sources">Paths from src on, with /, and what stands there.</param>
    public Survey(IEnumerable<(string Path, string Text)> sources)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview, DocumentationMode.None);
        files = sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Path)).ToDictionary(tree => tree, tree => new SourceFile(tree.FilePath, (CompilationUnitSyntax)tree.GetRoot()));
        CSharpCompilation house = CSharpCompilation.Create(
            "House",
            [.. files.Keys, CSharpSyntaxTree.ParseText(ImplicitUsings, options)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => !Path.GetFileName(path).StartsWith("KerasRnn", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true));

        // What a source generator would add is missing and does not matter; a name that means nothing, or two things, would hide an arrow.
        NotUnderstood = [.. house.GetDiagnostics().Where(d => d.Id is "CS0103" or "CS0104" or "CS0234" or "CS0246").Select(d => d.ToString())];
        Uses =
        [
            .. from file in files.AsParallel()
               from symbol in Named(house.GetSemanticModel(file.Key))
               let declared = Declared(symbol, file.Value)
               where declared is not null
               group NameOf(symbol) by (From: file.Value, To: declared) into use
               orderby use.Key.From.Path, use.Key.To.Path
               select new Use(use.Key.From, use.Key.To, [.. use.Distinct().Order(StringComparer.Ordinal)]),
        ];
    }

    public IReadOnlyCollection<SourceFile> Files => files.Values;

    public IReadOnlyList<Use> Uses { get; }

    public IReadOnlyList<string> NotUnderstood { get; }

    /// <summary>Reads every source in a folder and below, but for what the build left there.</summary>
    public static Survey Of(string folder) => new(
        from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(folder, file).Replace('\\', '/')
        where path.Split('/') is not [_, "bin" or "obj", ..]
        select (path, File.ReadAllText(file)));

    private static HashSet<ISymbol> Named(SemanticModel model)
    {
        HashSet<ISymbol> symbols = new(SymbolEqualityComparer.Default);
        foreach (ExpressionSyntax node in model.SyntaxTree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>())
        {
            // What var stands for is named where it comes from.
            if (node is IdentifierNameSyntax { IsVar: true }) continue;
            if (node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax or BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or AssignmentExpressionSyntax)
            {
                Add(model.GetSymbolInfo(node).Symbol);
            }

            Add(model.GetConversion(node).MethodSymbol);
        }

        return symbols;

        void Add(ISymbol? symbol)
        {
            if (symbol is null or INamespaceSymbol or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ILabelSymbol or ITypeParameterSymbol or IFieldSymbol { ContainingType.IsTupleType: true }) return;
            symbol = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol.OriginalDefinition;

            // What the compiler made itself, as many constructors, is the type's.
            while (symbol is { DeclaringSyntaxReferences.IsEmpty: true, ContainingType: { } type }) symbol = type;
            symbols.Add(symbol);
        }
    }

    /// <summary>The other file that declares it; null if it is this one, or none of the house. A type in several files lies where the shortest name is: Layer.cs, not Layer.Weights.cs.</summary>
    private SourceFile? Declared(ISymbol symbol, SourceFile from)
    {
        SourceFile[] places = [.. symbol.DeclaringSyntaxReferences.Select(reference => files[reference.SyntaxTree])];
        return places.Contains(from) ? null : places.MinBy(file => file.Path.Length);
    }

    private static string NameOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => symbol.ContainingType.Name,
        IMethodSymbol { MethodKind: MethodKind.Conversion } conversion => $"{symbol.ContainingType.Name} from {conversion.Parameters[0].Type.Name}",
        INamedTypeSymbol => symbol.Name,
        _ => $"{symbol.ContainingType.Name}.{symbol.Name}",
    };
}
