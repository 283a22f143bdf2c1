using KerasRnn.Display;

namespace KerasRnn.Tests.Display;

/// <summary>What a notebook kernel finds by reflection, without knowing this library.</summary>
public sealed class HtmlFormatterTests
{
    [Fact]
    public void Formatters_have_the_members_that_the_kernel_reads_by_name()
    {
        var source = new HtmlFormatterSource();
        var formatters = (IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters", [])!.Invoke(source, null)!;
        var shown = formatters.ToDictionary(
            f => (string)f.GetType().GetProperty("MimeType")!.GetValue(f)!,
            f =>
            {
                using var writer = new StringWriter();
                var format = Assert.Single(f.GetType().GetMethods(), m => m.Name == "Format");
                Assert.Equal([typeof(object), typeof(TextWriter)], format.GetParameters().Select(p => p.ParameterType));
                Assert.True((bool)format.Invoke(f, [new History(), writer])!);
                return writer.ToString();
            });
        Assert.Equal(new History().ToHtml(), shown["text/html"]);
        Assert.Equal("a history without epochs", shown["text/plain"]);
    }

    [Fact]
    public void A_picture_that_fails_shows_its_sentence_encoded_instead_of_ending_the_cell()
    {
        var formatter = new HtmlFormatterSource().CreateTypeFormatters().First();
        using var writer = new StringWriter();
        Assert.Equal(true, formatter.GetType().GetMethod("Format")!.Invoke(formatter, [new Failing(), writer]));
        Assert.Equal("<pre>a &lt; b</pre>", writer.ToString());
    }

    private sealed class Failing : IHtmlView
    {
        public string ToHtml() => throw new InvalidOperationException("a < b");
    }
}
