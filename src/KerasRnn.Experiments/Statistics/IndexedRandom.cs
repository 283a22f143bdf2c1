namespace KerasRnn.Experiments.Statistics;

/// <summary>
/// Random numbers that are a function of (seed, stream, counter): no state, so that a draw depends neither on the order of the work nor on the number of threads.
/// </summary>
internal static class IndexedRandom
{
    /// <summary>64 random bits: three rounds of the mixer of <see cref="CounterRandom"/> over seed, stream and counter.</summary>
    public static ulong Bits(ulong seed, ulong stream, ulong counter) =>
        CounterRandom.Mix(CounterRandom.Mix(CounterRandom.Mix(seed + 0x9E3779B97F4A7C15UL) ^ (stream * 0xD1B54A32D192ED03UL)) + (counter * 0x9E3779B97F4A7C15UL));

    /// <summary>A number in 0..count-1: the high word of bits x count, whose bias of count / 2^64 is far below anything seen here.</summary>
    public static int Index(ulong seed, ulong stream, ulong counter, int count) =>
        (int)Math.BigMul(Bits(seed, stream, counter), (ulong)count, out _);
}
