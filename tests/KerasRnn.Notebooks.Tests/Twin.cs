using System.Text;
using System.Text.RegularExpressions;

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
            // A cell ends with what it shows: an expression without a semicolon.
            if (lines[^1].Length > 0 && !lines[^1].EndsWith(';') && !lines[^1].EndsWith('}')) lines[^1] = $"Show({lines[^1]});";
            body.Append(string.Join('\n', lines).Trim('\n')).Append("\n\n");
        }
        return string.Join('\n', projects) + "\n#:property PublishAot=false\n#:property EnforceCodeStyleInBuild=false\n" + string.Join('\n', usings) + $$""""


            // The code of {{notebook.Name}}.ipynb, made from it. Pictures go to {{notebook.Name}}.html.
            Environment.CurrentDirectory = Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "..");
            var pictures = new System.Text.StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><title>{{notebook.Name}}</title>");

            {{body.ToString().TrimEnd()}}

            File.WriteAllText("{{notebook.Name}}.html", pictures.ToString());
            Console.WriteLine($"Pictures: {Path.GetFullPath("{{notebook.Name}}.html")}");

            void Show(object value)
            {
                Console.WriteLine(value);
                pictures.Append((string)((dynamic)value).ToHtml());
            }

            """".ReplaceLineEndings("\n");
    }

    [GeneratedRegex("""^#r "nuget: (KerasRnn[A-Za-z.]*)"$""")]
    private static partial Regex Package();
}
