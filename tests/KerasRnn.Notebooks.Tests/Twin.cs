using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerasRnn.Notebooks.Tests;

/// <summary>
/// A notebook's code as a program for <c>dotnet run</c>: the cells one after another; what a cell would show is printed, and its picture added to one HTML file. Made from the notebook, never by hand.
/// </summary>
internal static partial class Twin
{
    public static string PathOf(Notebook notebook) => Path.Combine(Repository.Notebooks, "programs", notebook.Name + ".cs");

    public static string Of(Notebook notebook)
    {
        var usings = new List<string>();
        var projects = new List<string>();
        var body = new StringBuilder();
        foreach (var cell in notebook.CodeCells)
        {
            var lines = Notebook.Text(cell["source"]).TrimEnd().Split('\n').ToList();
            foreach (var line in lines.ToArray())
            {
                if (Package().Match(line) is { Success: true } package) projects.Add($"#:project ../../src/{package.Groups[1].Value}/{package.Groups[1].Value}.csproj");
                else if (line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal) && !usings.Contains(line)) usings.Add(line);
                else continue;
                lines.Remove(line);
            }
            if (lines.Count == 0 || lines.All(string.IsNullOrWhiteSpace)) continue;
            body.Append(Shown(string.Join('\n', lines).Trim('\n'))).Append("\n\n");
        }
        var code = body.ToString().TrimEnd();
        var hasPictures = code.Contains("Show(", StringComparison.Ordinal);
        string[] parts =
        [
            string.Join('\n', projects.Distinct().Append("#:property PublishAot=false").Append("#:property EnforceCodeStyleInBuild=false").Concat(usings)),
            $"// The code of {notebook.Name}.ipynb, made from it.{(hasPictures ? $" Pictures go to {notebook.Name}.html." : "")}\n"
                + "Environment.CurrentDirectory = Path.Combine((string)AppContext.GetData(\"EntryPointFileDirectoryPath\")!, \"..\");",
            hasPictures ? WithPictures(notebook.Name, code) : code,
        ];
        return string.Join("\n\n", parts).ReplaceLineEndings("\n") + "\n";
    }

    // A cell ends with what it shows: an expression without a semicolon.
    private static string Shown(string cell)
    {
        var last = CSharpSyntaxTree.ParseText(cell, new CSharpParseOptions(kind: SourceCodeKind.Script)).GetRoot().ChildNodes().LastOrDefault();
        return last is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } shown }
            ? cell[..shown.SpanStart] + $"Show({shown.Expression});"
            : cell;
    }

    private static string WithPictures(string name, string code) => $$"""
        var pictures = new System.Text.StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><title>{{name}}</title>");

        {{code}}

        File.WriteAllText("{{name}}.html", pictures.ToString());
        Console.WriteLine($"Pictures: {Path.GetFullPath("{{name}}.html")}");

        void Show(object value)
        {
            Console.WriteLine(value);
            pictures.Append(value.GetType().GetMethod("ToHtml")?.Invoke(value, null) ?? $"<pre>{System.Net.WebUtility.HtmlEncode(value.ToString())}</pre>");
        }
        """;

    [GeneratedRegex("""^#r "nuget: (KerasRnn[A-Za-z.]*)"$""")]
    private static partial Regex Package();
}
