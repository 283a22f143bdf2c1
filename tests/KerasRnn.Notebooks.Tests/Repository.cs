using System.Reflection;

namespace KerasRnn.Notebooks.Tests;

/// <summary>Where things lie, as the build wrote it down.</summary>
internal static class Repository
{
    public static string Root { get; } = Value("Root");

    public static string Configuration { get; } = Value("Configuration");

    public static string Notebooks { get; } = Path.Combine(Root, "notebooks");

    private static string Value(string key) => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
