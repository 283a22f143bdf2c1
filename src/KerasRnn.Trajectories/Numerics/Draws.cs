namespace KerasRnn.Trajectories.Numerics;

/// <summary>The random numbers of one purpose (<c>stream</c>) of one trajectory (<c>index</c>) under one seed, in order.</summary>
internal sealed class Draws(long seed, long index, Draws.Stream stream)
{
    private uint block;
    private double? spare;

    /// <summary>What numbers are drawn for: streams never share a number.</summary>
    public enum Stream : uint
    {
        Start = 0,
        Noise = 1,
        Split = 2,
    }

    /// <summary>A number uniform in [0, 1), a multiple of 2^-53.</summary>
    public double Uniform()
    {
        if (spare is double kept)
        {
            spare = null;
            return kept;
        }
        var (a, b, c, d) = Philox.Block(block++, (uint)stream, (uint)index, (uint)(index >> 32), (uint)seed, (uint)(seed >> 32));
        spare = Fraction(c, d);
        return Fraction(a, b);
    }

    /// <summary>A number uniform from low to high; one is taken even where both are the same.</summary>
    public double In(double low, double high) => low + (high - low) * Uniform();

    /// <summary>A standard normal number, by Box and Muller.</summary>
    public double Normal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        return radius * Math.Cos(2 * Math.PI * Uniform());
    }

    /// <summary>A whole number uniform in 0..bound-1.</summary>
    public int Below(int bound) => (int)(Uniform() * bound);

    private static double Fraction(uint high, uint low) => (((ulong)high << 32 | low) >> 11) * (1.0 / (1L << 53));
}
