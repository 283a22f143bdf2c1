namespace KerasRnn.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["relu", "Tanh", "tanh", "mean_squared_error", "compare", "", "sensor"];

    [Theory]
    [InlineData("rleu", "relu")]
    [InlineData("TANHH", "Tanh")]
    [InlineData("tanhh", "tanh")]
    [InlineData("mean", "mean_squared_error")]
    [InlineData("mean_square_err", "mean_squared_error")]
    [InlineData("comprae", "compare")]
    public void A_name_that_is_near_or_begins_so_is_found(string name, string nearest)
    {
        Assert.Equal(nearest, NearestName.Of(name, Known));
        Assert.Equal($" Did you mean \"{nearest}\"?", NearestName.Question(name, Known));
    }

    [Theory]
    [InlineData("moonlight")]
    [InlineData("")]
    public void Where_none_is_near_nothing_is_asked(string name)
    {
        Assert.Null(NearestName.Of(name, Known));
        Assert.Equal("", NearestName.Question(name, Known));
    }

    [Fact]
    public void A_column_without_a_name_is_as_near_as_its_length_says() => Assert.Equal("", NearestName.Of("u", [""]));
}
