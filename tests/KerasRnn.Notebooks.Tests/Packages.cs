[assembly: AssemblyFixture(typeof(KerasRnn.Notebooks.Tests.Packages))]

namespace KerasRnn.Notebooks.Tests;

/// <summary>Packed once for all tests.</summary>
public sealed class Packages : IDisposable
{
    internal LocalFeed Feed { get; } = new();

    public void Dispose() => Feed.Dispose();
}
