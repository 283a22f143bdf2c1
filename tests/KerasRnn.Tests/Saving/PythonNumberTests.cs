using KerasRnn.Saving;

namespace KerasRnn.Tests.Saving;

public sealed class PythonNumberTests
{
    [Theory]
    [InlineData(0.1f, "0.10000000149011612")]
    [InlineData(1e-7, "1e-07")]
    [InlineData(1e-4, "0.0001")]
    [InlineData(0.00001234, "1.234e-05")]
    [InlineData(1, "1.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0, "0.0")]
    [InlineData(100, "100.0")]
    [InlineData(1234.5, "1234.5")]
    [InlineData(9999999999999998, "9999999999999998.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(-2.5e-300, "-2.5e-300")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(123456789012345680.0, "1.2345678901234568e+17")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Numbers_print_as_Python_prints_them(double value, string text) => Assert.Equal(text, PythonNumber.Repr(value));

    [Fact]
    public void The_text_gives_the_number_back()
    {
        CounterRandom random = new(5);
        for (int i = 0; i < 10_000; i++)
        {
            double value = BitConverter.UInt64BitsToDouble(random.NextBits());
            if (double.IsFinite(value)) Assert.Equal(value, double.Parse(PythonNumber.Repr(value), System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
