using System.Text.RegularExpressions;

namespace KerasRnn.Experiments.Tests.Docs;

public sealed partial class DocumentationTests
{
    [Theory]
    [InlineData("README.md", "ReadmeExamples.cs")]
    [InlineData("docs/writing-your-own.md", "OwnWords.cs")]
    [InlineData("docs/coming-from-keras.md", "FewLines.cs")]
    public void Every_block_of_a_document_is_code_that_is_run_by_a_test(string document, string examples)
    {
        string code = Normal(File.ReadAllText(Path.Combine(Folder(), examples)));
        MatchCollection blocks = Blocks().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)));
        Assert.NotEmpty(blocks);
        foreach (Match block in blocks)
        {
            string[] lines = [.. block.Groups[1].Value.Split('\n').Where(l => !l.StartsWith("using ", StringComparison.Ordinal) || l.StartsWith("using (", StringComparison.Ordinal))];
            Assert.Contains(Normal(string.Join('\n', lines)), code, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_link_of_the_documents_leads_to_a_file()
    {
        foreach (string document in Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md")))
        {
            foreach (Match link in Links().Matches(File.ReadAllText(document)))
            {
                string target = Path.Combine(Path.GetDirectoryName(document)!, link.Groups[1].Value);
                Assert.True(File.Exists(target) || Directory.Exists(target), $"{Path.GetFileName(document)} links to {link.Groups[1].Value}, which does not exist.");
            }
        }
    }

    // Indentation and blank lines do not count.
    private static string Normal(string code) => string.Join('\n', code.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));

    private static string Folder() => Path.Combine(Repository.Root, "tests", "KerasRnn.Experiments.Tests", "Docs");

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\]\((?!https?:)([^)#\s]+)")]
    private static partial Regex Links();
}
