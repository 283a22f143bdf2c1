namespace KerasRnn.Tests.Reference;

/// <summary>Functions that the base library lacks, at numbers known to more digits.</summary>
public sealed class ReferenceFunctionsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 0.4795001221869534623)]
    [InlineData(-0.5, 1.5204998778130465377)]
    [InlineData(1.5, 0.03389485352468927290)]
    [InlineData(2, 0.004677734981047265838)]
    [InlineData(3, 2.209049699858544137e-5)]
    [InlineData(5, 1.537459794428034850e-12)]
    [InlineData(10, 2.088487583762544757e-45)]
    [InlineData(30, 0)]
    [InlineData(-6, 2)]
    public void Erfc_keeps_its_relative_precision_in_the_tail(float x, double expected)
    {
        double value = Graphs.Run(x => [Ops.Erfc(x[0])], 1, (new Shape(1), [x]))[0][0];
        Assert.Equal(expected, value, Math.Max(1e-300, 1e-13 * expected));
    }

    [Fact]
    public void Expm1_and_Softplus_do_not_cancel_or_overflow()
    {
        double[][] y = Graphs.Run(x => [Ops.Expm1(x[0]), Ops.Softplus(x[0])], 1, (new Shape(5), [0, 0.0009765625f, -800, 800, float.NaN]));
        double tiny = 0.0009765625;
        Graphs.AssertClose([0, tiny + (tiny * tiny / 2) + (tiny * tiny * tiny / 6) + (Math.Pow(tiny, 4) / 24), -1, double.PositiveInfinity, double.NaN], y[0], 1e-16);
        Graphs.AssertClose([Math.Log(2), Math.Log(1 + Math.Exp(tiny)), 0, 800, double.NaN], y[1]);
    }

    [Fact]
    public void Sigmoid_saturates_without_overflow()
    {
        double[] y = Graphs.Run(x => [Ops.Sigmoid(x[0])], 1, (new Shape(4), [0, -700, 700, 2]))[0];
        Graphs.AssertClose([0.5, Math.Exp(-700), 1, 1 / (1 + Math.Exp(-2))], y);
        Assert.Equal(Math.Exp(-700), y[1], 1e-310);
    }
}
