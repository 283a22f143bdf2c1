using System.Text.Json.Nodes;

namespace KerasRnn.Notebooks.Tests;

public sealed class OutputComparisonTests
{
    [Fact]
    public void Numbers_count_to_six_digits_and_words_exactly()
    {
        Assert.Null(OutputComparison.Difference("loss 0.12345678", "loss 0.12345679"));
        Assert.Equal("stored 0.12345, now 0.12346", OutputComparison.Difference("loss 0.12345", "loss 0.12346"));
        Assert.NotNull(OutputComparison.Difference("loss 1", "lost 1"));
        Assert.NotNull(OutputComparison.Difference("−1", "1"));
    }

    [Fact]
    public void Pictures_count_by_elements_classes_and_texts_not_by_places()
    {
        Assert.Null(Compare("<svg><path class=\"a\" d=\"M0 0L1 1\"/></svg>", "<svg><path class=\"a\" d=\"M0 0L1 1.02\"/></svg>"));
        Assert.NotNull(Compare("<svg><path class=\"a\" d=\"M0 0L1 1\"/></svg>", "<svg><path class=\"a\" d=\"M0 0L1 1L2 2\"/></svg>"));
        Assert.NotNull(Compare("<svg><path class=\"a\" d=\"M0 0\"/></svg>", "<svg><path class=\"b\" d=\"M0 0\"/></svg>"));
        Assert.NotNull(Compare("<svg><text>no data</text></svg>", "<svg><text>data</text></svg>"));
    }

    [Fact]
    public void Seconds_of_a_table_do_not_count_and_its_other_columns_do()
    {
        static string Table(string seconds, string error) => $"<table><thead><tr><th>training<span>seconds</span></th><th>RMSE</th></tr></thead><tbody><tr><td>{seconds}</td><td>{error}</td></tr></tbody></table>";
        Assert.Null(Compare(Table("1.2", "0.5"), Table("3.4", "0.5")));
        Assert.Equal("output 1: stored 0.5, now 0.6", Compare(Table("1.2", "0.5"), Table("1.2", "0.6")));
    }

    [Fact]
    public void An_output_too_many_or_of_another_kind_is_a_difference()
    {
        Assert.Equal("1 outputs are stored, there are 0 now", OutputComparison.Difference([Output("x")], []));
        Assert.Equal("output 1: stored as execute_result, now stream", OutputComparison.Difference([Output("x")], [new JsonObject { ["output_type"] = "stream", ["text"] = "x" }]));
    }

    private static string? Compare(string stored, string now) => OutputComparison.Difference([Output(stored)], [Output(now)]);

    private static JsonObject Output(string html) => new() { ["output_type"] = "execute_result", ["data"] = new JsonObject { ["text/html"] = html } };
}
