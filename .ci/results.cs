// Counts test results: seconds per test project, why tests were skipped, and the closing line. Ends 1 if a test failed, or was skipped for want of
// something that this run has installed.
// Usage: dotnet run .ci/results.cs -- FOLDER [THING...]
using System.Globalization;
using System.Xml.Linq;

string folder = args[0];
string[] installed = args[1..];
int passed = 0, failed = 0, skipped = 0;
SortedDictionary<string, (double Seconds, int Tests)> projects = new(StringComparer.Ordinal);
SortedDictionary<string, int> reasons = new(StringComparer.Ordinal);
foreach (string file in Directory.GetFiles(folder, "*.trx", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
{
    XDocument document = XDocument.Load(file);
    XNamespace ns = document.Root!.Name.Namespace;
    string project = document.Descendants(ns + "UnitTest").Select(t => Path.GetFileNameWithoutExtension((string?)t.Attribute("storage"))).FirstOrDefault() ?? Path.GetFileName(file);
    string part = Path.GetRelativePath(folder, Path.GetDirectoryName(file)!);
    string name = part == "all" ? project : $"{project} ({part}=0)";
    XElement times = document.Root.Element(ns + "Times")!;
    double seconds = (Time(times, "finish") - Time(times, "start")).TotalSeconds;
    int tests = 0;
    foreach (XElement result in document.Descendants(ns + "UnitTestResult"))
    {
        tests++;
        switch ((string?)result.Attribute("outcome"))
        {
            case "Passed":
                passed++;
                break;
            case "NotExecuted":
                skipped++;
                string reason = result.Descendants(ns + "StdOut").Select(o => o.Value.Trim()).FirstOrDefault() ?? "no reason given";
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
                break;
            default:
                failed++;
                Console.WriteLine($"FAILED {(string?)result.Attribute("testName")}");
                break;
        }
    }

    (double Seconds, int Tests) sum = projects.GetValueOrDefault(name);
    projects[name] = (sum.Seconds + seconds, sum.Tests + tests);
}

foreach ((string project, (double seconds, int tests)) in projects) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds,8:F1} s {tests,6} tests  {project}"));
foreach ((string reason, int count) in reasons) Console.WriteLine($"skipped {count}: {reason}");
string[] missing = [.. reasons.Keys.Where(reason => installed.Any(thing => reason.Contains(thing, StringComparison.OrdinalIgnoreCase)))];
foreach (string reason in missing) Console.WriteLine($"This was installed for this run and its tests must not skip: {reason}");
Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
return failed > 0 || missing.Length > 0 || passed == 0 ? 1 : 0;

static DateTimeOffset Time(XElement times, string name) => DateTimeOffset.Parse((string)times.Attribute(name)!, CultureInfo.InvariantCulture);
