namespace KerasRnn.TensorFlow.Tests;

/// <summary>Where the library is: tests that need it are skipped, with the reason, where it is not.</summary>
internal static class Installed
{
    /// <summary>An engine, or a skipped test.</summary>
    public static TensorFlowEngine Engine()
    {
        if (Environment.GetEnvironmentVariable("KERASRNN_TENSORFLOW") is not { Length: > 0 })
        {
            Assert.Skip("KERASRNN_TENSORFLOW is not set: this test needs TensorFlow's library.");
        }

        return new TensorFlowEngine();
    }
}
