using KerasRnn.Trajectories.Numerics;

namespace KerasRnn.Trajectories.Tests.Numerics;

public sealed class PhiloxTests
{
    // The known-answer vectors that its authors publish.
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdcceb, 0x5001e420u, 0x24126ea1u)]
    public void Philox_gives_its_published_numbers(uint a, uint b, uint c, uint d, uint keyA, uint keyB, uint w, uint x, uint y, uint z) =>
        Assert.Equal((w, x, y, z), Philox.Block(a, b, c, d, keyA, keyB));

    [Fact]
    public void Uniform_and_normal_numbers_have_their_moments()
    {
        var draws = new Draws(5, 3, Draws.Stream.Noise);
        double[] uniform = [.. Enumerable.Range(0, 20000).Select(_ => draws.Uniform())], normal = [.. Enumerable.Range(0, 20000).Select(_ => draws.Normal())];
        Assert.Equal(0.5, uniform.Average(), 0.01);
        Assert.Equal(1.0 / 3, uniform.Average(u => u * u), 0.01);
        Assert.Equal(0, normal.Average(), 0.03);
        Assert.Equal(1, normal.Average(z => z * z), 0.05);
        Assert.Equal(3, normal.Average(z => z * z * z * z), 0.3);
    }
}
