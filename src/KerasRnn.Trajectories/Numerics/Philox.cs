namespace KerasRnn.Trajectories.Numerics;

/// <summary>
/// Philox4x32-10, a counter-based generator (Salmon, Moraes, Dror and Shaw 2011): a keyed bijection of a 128-bit counter.
/// Any number of a sequence is computed from its position alone, so trajectory i does not depend on how many others were drawn.
/// </summary>
internal static class Philox
{
    private const uint MultiplierA = 0xD2511F53, MultiplierB = 0xCD9E8D57, WeylA = 0x9E3779B9, WeylB = 0xBB67AE85;

    /// <summary>Four random words for one counter.</summary>
    public static (uint A, uint B, uint C, uint D) Block(uint a, uint b, uint c, uint d, uint keyA, uint keyB)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong left = (ulong)MultiplierA * a, right = (ulong)MultiplierB * c;
            (a, b, c, d) = ((uint)(right >> 32) ^ b ^ keyA, (uint)right, (uint)(left >> 32) ^ d ^ keyB, (uint)left);
            keyA += WeylA;
            keyB += WeylB;
        }
        return (a, b, c, d);
    }
}
