namespace KerasRnn;

/// <summary>
/// A counter-based generator: number i of a stream depends on (seed, stream, i) alone, whatever was drawn before or beside it. Weights,
/// shuffles and dropout masks come from it, so that every engine and every number of threads sees the same ones.
/// </summary>
/// <remarks>SplitMix64's finalizer (Steele, Lea and Flood 2014) over the counter, keyed by the mixed seed and stream.</remarks>
public sealed class CounterRandom
{
    private ulong key;
    private ulong counter;
    private double? spare;

    /// <summary>Starts at number 0 of a stream.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">Which of the seed's streams.</param>
    public CounterRandom(ulong seed, ulong stream = 0) => Restart(seed, stream);

    /// <summary>Goes to number 0 of a stream.</summary>
    public void Restart(ulong seed, ulong stream)
    {
        key = Mix(seed + 0x9E3779B97F4A7C15UL) ^ (Mix(stream + 0xD1B54A32D192ED03UL) * 0x2545F4914F6CDD1DUL);
        counter = 0;
        spare = null;
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => Mix(Mix(key + (counter++ * 0x9E3779B97F4A7C15UL)) + key);

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number in [0, limit), without bias.</summary>
    public int NextInt(int limit)
    {
        // Lemire's method: the high half of a product, redrawn in the rare band that would favour small numbers.
        ulong threshold = (0UL - (ulong)limit) % (ulong)limit;
        while (true)
        {
            ulong high = Math.BigMul(NextBits(), (ulong)limit, out ulong low);
            if (low >= threshold) return (int)high;
        }
    }

    /// <summary>A standard normal number (polar method).</summary>
    public double NextNormal()
    {
        if (spare is double kept)
        {
            spare = null;
            return kept;
        }

        while (true)
        {
            double u = (2 * NextDouble()) - 1, v = (2 * NextDouble()) - 1, s = (u * u) + (v * v);
            if (s >= 1 || s == 0) continue;
            double factor = Math.Sqrt(-2 * Math.Log(s) / s);
            spare = v * factor;
            return u * factor;
        }
    }

    /// <summary>A random order of 0 .. length - 1.</summary>
    public void Shuffle(Span<int> order)
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    /// <summary>SplitMix64's finalizer: a bijection that scatters neighbours.</summary>
    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
