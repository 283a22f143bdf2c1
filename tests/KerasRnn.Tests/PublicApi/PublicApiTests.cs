using System.Diagnostics;
using PublicApiGenerator;

namespace KerasRnn.Tests.PublicApi;

public sealed class PublicApiTests
{
    private const string Refresh = "KERASRNN_REFRESH_API";

    [Fact]
    public void What_is_public_is_what_was_agreed()
    {
        string file = Path.Combine(Repository.Root, "tests", "KerasRnn.Tests", "PublicApi", "KerasRnn.txt");
        string present = typeof(Layer).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, ExcludeAttributes = [typeof(StackTraceHiddenAttribute).FullName!] }).ReplaceLineEndings("\n");
        if (!present.EndsWith('\n')) present += "\n";
        if (Environment.GetEnvironmentVariable(Refresh) is not null) File.WriteAllText(file, present);
        string[] agreed = File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n'), found = present.Split('\n');
        string[] changes = [.. agreed.Except(found).Select(line => $"- {line.Trim()}"), .. found.Except(agreed).Select(line => $"+ {line.Trim()}")];
        Assert.True(
            changes.Length == 0 && agreed.Length == found.Length,
            $"The public API differs from PublicApi/KerasRnn.txt. If that is meant, set {Refresh}=1, run this test again and commit the file.\n{string.Join("\n", changes)}");
    }
}
