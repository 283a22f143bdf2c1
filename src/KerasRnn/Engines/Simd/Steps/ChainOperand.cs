using KerasRnn.Engines.Simd.Memory;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>What an instruction of a chain reads or writes.</summary>
/// <param name="location">Where it lies.</param>
/// <param name="access">How a block is found in it.</param>
internal sealed class ChainOperand(Location location, ChainAccess access)
{
    public Location Location => location;

    /// <summary>The part that belongs to a block of the chain.</summary>
    public Span<float> Block(int start, int length) => access switch
    {
        ChainAccess.Advancing => location.Span.Slice(start, length),
        ChainAccess.Temporary => location.Span[..length],
        _ => location.Span,
    };
}

/// <summary>How a block of a chain is found in an operand.</summary>
internal enum ChainAccess
{
    /// <summary>A tensor of the chain's own size.</summary>
    Advancing,

    /// <summary>A scalar or row vector that every block sees whole.</summary>
    Tile,

    /// <summary>A value between two instructions, as long as one block.</summary>
    Temporary,
}
