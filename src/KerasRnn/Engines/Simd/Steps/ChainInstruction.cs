using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>One function of elements within a chain.</summary>
internal readonly struct ChainInstruction(ChainFunction kind, int function, ChainOperand a, ChainOperand? b, ChainOperand? c, ChainOperand destination)
{
    public void Run(int start, int length)
    {
        Span<float> y = destination.Block(start, length);
        ReadOnlySpan<float> x = a.Block(start, length);
        switch (kind)
        {
            case ChainFunction.Unary:
                Elementwise.Apply((Unary)function, x, y);
                break;
            case ChainFunction.Binary:
                Elementwise.Apply((Binary)function, x, b!.Block(start, length), y);
                break;
            case ChainFunction.Gradient:
                Elementwise.Backward((Unary)function, b!.Block(start, length), x, y);
                break;
            case ChainFunction.Select:
                Elementwise.Select(x, b!.Block(start, length), c!.Block(start, length), y);
                break;
            default:
                if (x.Length == y.Length) x.CopyTo(y);
                else Elementwise.Apply(Unary.StopGradient, x, y);
                break;
        }
    }
}

/// <summary>The kinds of instructions.</summary>
internal enum ChainFunction
{
    /// <summary>y = f(a).</summary>
    Unary,

    /// <summary>y = f(a, b).</summary>
    Binary,

    /// <summary>y = b·f'(·), worked out from a.</summary>
    Gradient,

    /// <summary>y = b where a ≠ 0, else c.</summary>
    Select,

    /// <summary>y = a.</summary>
    Copy,
}
