namespace KerasRnn.Engines.Simd.Threading;

/// <summary>
/// Threads that help the caller with one job at a time, without allocating. Each takes the next part that is left, so that a helper who is
/// late on a busy machine is not waited for. The process has one such team; who finds it busy does all parts alone. None of this changes a
/// bit: the parts are fixed before, and none adds to what another one computes.
/// </summary>
internal static class Workers
{
    private static readonly Lock Gate = new();
    private static SemaphoreSlim[] calls = [];
    private static IJob? job;

    // Generation of the job (32 bits), its number of parts (16) and the next part (16): a late helper cannot take a part of a job that it does not see.
    private static long ticket;
    private static int finished;
    private static Exception? failure;

    /// <summary>Runs all parts of a job on at most so many threads, the caller's included, and returns when they are done.</summary>
    public static void Run(IJob shared, int parts, int threads)
    {
        if (parts == 1 || threads == 1 || !Gate.TryEnter())
        {
            for (int part = 0; part < parts; part++) shared.Part(part, 0);
            return;
        }

        try
        {
            Hire(Math.Min(threads, Environment.ProcessorCount) - 1);
            (job, finished, failure) = (shared, 0, null);
            Volatile.Write(ref ticket, (((ticket >> 32) + 1) << 32) | ((long)parts << 16));
            for (int i = 0; i < Math.Min(Math.Min(threads, parts) - 1, calls.Length); i++)
            {
                if (calls[i].CurrentCount == 0) calls[i].Release();
            }

            Work(0);
            SpinWait spin = default;
            while (Volatile.Read(ref finished) < parts) spin.SpinOnce(sleep1Threshold: -1);
            if (failure is not null) throw Throw.Operation($"A part of a step failed on another thread: {failure.Message}");
        }
        finally
        {
            Gate.Exit();
        }
    }

    private static void Hire(int helpers)
    {
        if (helpers <= calls.Length) return;
        int before = calls.Length;
        calls = [.. calls, .. Enumerable.Range(before, helpers - before).Select(_ => new SemaphoreSlim(0))];
        for (int i = before; i < helpers; i++)
        {
            int lane = i + 1;
            SemaphoreSlim call = calls[i];
            new Thread(() => Serve(call, lane)) { IsBackground = true, Name = $"KerasRnn simd {lane}" }.Start();
        }
    }

    private static void Serve(SemaphoreSlim call, int lane)
    {
        while (true)
        {
            call.Wait();
            Work(lane);
        }
    }

    private static void Work(int lane)
    {
        while (true)
        {
            long now = Volatile.Read(ref ticket);
            int part = (int)(now & 0xFFFF), parts = (int)((now >> 16) & 0xFFFF);
            if (part >= parts) return;
            IJob current = job!;
            if (Interlocked.CompareExchange(ref ticket, now + 1, now) != now) continue;
            try
            {
                current.Part(part, lane);
            }
            catch (Exception e)
            {
                failure = e;
            }

            Interlocked.Increment(ref finished);
        }
    }
}
