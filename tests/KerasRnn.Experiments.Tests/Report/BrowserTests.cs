using KerasRnn.Experiments.Report;
using KerasRnn.Experiments.Runs;

namespace KerasRnn.Experiments.Tests.Report;

public sealed class BrowserTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kerasrnn-report-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_browser_draws_every_plot_without_a_complaint_or_a_request()
    {
        if (Chromium.Executable is null) Assert.Skip("No Chromium: set CHROMIUM or install chromium.");
        var records = Synthetic.World("elastic", 0, 3, 8);
        records[3] = records[3] with { Status = RunStatus.Diverged, Reason = "The loss became NaN in epoch 3.", Horizons = [], Censored = [] };
        var file = Path.Combine(folder, "report.html");
        await File.WriteAllTextAsync(file, HtmlReport.Render(ReportModel.Of(Synthetic.Settings(3), records)), TestContext.Current.CancellationToken);
        await using var chromium = await Chromium.StartAsync();
        await chromium.ResizeAsync(1280, 900);
        await chromium.OpenAsync(file);
        Assert.Empty(chromium.Complaints);
        Assert.Equal([new Uri(file).AbsoluteUri], chromium.Requests.Where(r => r != "data:,"));
        // Every picture has an extent, and something painted that is neither frame nor text.
        var empty = await chromium.EvaluateAsync("[...document.querySelectorAll('figure > svg')].filter(s => { const b = s.getBoundingClientRect(); return b.width < 300 || b.height < 60 || ![...s.querySelectorAll('svg path, svg line')].some(p => p.getBBox().width + p.getBBox().height > 5); }).length");
        Assert.Equal(0, empty!.GetValue<int>());
        Assert.Equal(8, (await chromium.EvaluateAsync("document.querySelectorAll('figure > svg').length"))!.GetValue<int>());
        Assert.False((await chromium.EvaluateAsync("document.documentElement.scrollWidth > innerWidth"))!.GetValue<bool>());
        // No text leaves its picture.
        var outside = await chromium.EvaluateAsync("[...document.querySelectorAll('figure > svg text')].filter(t => { const b = t.getBoundingClientRect(), s = t.ownerSVGElement.getBoundingClientRect(); return b.left < s.left - 1 || b.right > s.right + 6 || b.top < s.top - 1 || b.bottom > s.bottom + 1; }).map(t => t.textContent).join('; ')");
        Assert.Equal("", outside!.GetValue<string>());
    }

    [Fact]
    public async Task A_telephone_shows_the_page_without_sideways_scrolling()
    {
        if (Chromium.Executable is null) Assert.Skip("No Chromium: set CHROMIUM or install chromium.");
        var file = Path.Combine(folder, "report.html");
        await File.WriteAllTextAsync(file, HtmlReport.Render(ReportModel.Of(Synthetic.Settings(2), Synthetic.World("elastic", 0, 2, 5))), TestContext.Current.CancellationToken);
        await using var chromium = await Chromium.StartAsync();
        await chromium.ResizeAsync(390, 800);
        await chromium.OpenAsync(file);
        Assert.InRange((await chromium.EvaluateAsync("document.documentElement.scrollWidth"))!.GetValue<int>(), 300, 390);
    }

    [Fact]
    public async Task Ink_and_paper_differ_in_light_and_in_dark()
    {
        if (Chromium.Executable is null) Assert.Skip("No Chromium: set CHROMIUM or install chromium.");
        var file = Path.Combine(folder, "report.html");
        await File.WriteAllTextAsync(file, HtmlReport.Render(ReportModel.Of(Synthetic.Settings(2), Synthetic.World("elastic", 0, 2, 5))), TestContext.Current.CancellationToken);
        var papers = new List<string>();
        foreach (var isDark in new[] { false, true })
        {
            await using var chromium = await Chromium.StartAsync(isDark);
            await chromium.OpenAsync(file);
            papers.Add((await chromium.EvaluateAsync("getComputedStyle(document.body).backgroundColor + ' ' + getComputedStyle(document.querySelector('figure svg text')).fill"))!.GetValue<string>());
        }
        Assert.Equal(["rgb(253, 253, 252)", "rgb(22, 24, 28)"], papers.Select(p => p[..(p.IndexOf(')') + 1)]));
        Assert.NotEqual(papers[0][papers[0].IndexOf(' ')..], papers[1][papers[1].IndexOf(' ')..]);
    }
}
