namespace KerasRnn.Engines.Simd.Threading;

/// <summary>
/// Threads that share out one job at a time with the caller, without allocating. The process has one such team; who finds it busy does all
/// parts alone, which changes no bit: parts never share a sum.
/// </summary>
internal sealed class Workers
{
    private readonly SemaphoreSlim[] starts;
    private readonly CountdownEvent done = new(1);
    private readonly Lock gate = new();
    private IJob? job;
    private Exception? failure;

    private Workers(int helpers)
    {
        starts = [.. Enumerable.Range(0, helpers).Select(_ => new SemaphoreSlim(0))];
        for (int i = 0; i < helpers; i++)
        {
            int part = i + 1;
            new Thread(() => Serve(part)) { IsBackground = true, Name = $"KerasRnn simd {part}" }.Start();
        }
    }

    private static Lazy<Workers> Team { get; } = new(() => new Workers(Environment.ProcessorCount - 1));

    /// <summary>Runs all parts of a job and returns when they are done.</summary>
    public static void Run(IJob job, int parts)
    {
        if (parts == 1) job.Part(0);
        else Team.Value.Share(job, parts);
    }

    private void Share(IJob shared, int parts)
    {
        if (parts - 1 > starts.Length || !gate.TryEnter())
        {
            for (int part = 0; part < parts; part++) shared.Part(part);
            return;
        }

        try
        {
            job = shared;
            failure = null;
            done.Reset(parts);
            for (int i = 0; i < parts - 1; i++) starts[i].Release();
            try
            {
                shared.Part(0);
            }
            finally
            {
                done.Signal();
                done.Wait();
                job = null;
            }

            if (failure is not null) throw new InvalidOperationException("A part of a step failed on another thread; see the inner exception.", failure);
        }
        finally
        {
            gate.Exit();
        }
    }

    private void Serve(int part)
    {
        while (true)
        {
            starts[part - 1].Wait();
            try
            {
                job!.Part(part);
            }
            catch (Exception e)
            {
                failure = e;
            }

            done.Signal();
        }
    }
}
