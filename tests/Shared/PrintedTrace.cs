using System.Reflection;
using System.Text.RegularExpressions;

namespace KerasRnn.Tests;

/// <summary>What a printed exception shows of the library. What led to it, an inner exception, is not looked at.</summary>
internal static partial class PrintedTrace
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The library's frames, the innermost first: <c>KerasRnn.Layers.Dense..ctor</c>. They are few, and each is something that a user can call or override.</summary>
    public static IReadOnlyList<string> Short(string printed)
    {
        string[] frames = [.. Frame().Matches(printed.Split("--- End of inner exception stack trace ---")[^1]).Select(f => f.Groups[1].Value).Where(f => !f.Contains("Tests.", StringComparison.Ordinal))];
        Assert.InRange(frames.Length, 1, 3);
        Assert.All(frames, f => Assert.True(IsPublic(f), $"{f} is inside the library: mark it [StackTraceHidden]."));
        return frames;
    }

    private static bool IsPublic(string frame)
    {
        int end = frame.EndsWith("..ctor", StringComparison.Ordinal) ? frame.Length - "..ctor".Length : frame.LastIndexOf('.');
        string type = frame[..end], member = frame[(end + 1)..].Split('[')[0];
        return AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name!.StartsWith("KerasRnn", StringComparison.Ordinal)).Select(a => a.GetType(type)).Any(found =>
            found?.IsVisible == true && found.GetMembers(All).OfType<MethodBase>().Any(m => m.Name == member && (m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly)));
    }

    [GeneratedRegex(@"^ +at (KerasRnn\.[^(\n]+)\(", RegexOptions.Multiline)]
    private static partial Regex Frame();
}
