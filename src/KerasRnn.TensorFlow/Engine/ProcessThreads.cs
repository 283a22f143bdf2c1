namespace KerasRnn.TensorFlow;

/// <summary>TensorFlow fixes its threads for the whole process: the first engine that names or needs a number decides.</summary>
internal static class ProcessThreads
{
    private static int decided;

    /// <summary>The number of the process; whoever asks for another one is told so.</summary>
    public static int Claim(int? wanted)
    {
        int before = Interlocked.CompareExchange(ref decided, wanted ?? 1, 0);
        if (before == 0) return wanted ?? 1;
        return wanted is null || wanted == before
            ? before
            : throw Throw.Operation($"TensorFlowEngine was asked for {wanted} threads, but this process runs TensorFlow with {before}: its first engine decides. Make the first engine with {wanted}.");
    }
}
