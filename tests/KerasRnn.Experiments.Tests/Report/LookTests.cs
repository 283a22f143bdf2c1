using KerasRnn.Experiments.Report;

namespace KerasRnn.Experiments.Tests.Report;

public sealed class LookTests
{
    [Fact]
    public void Write_samples()
    {
        var folder = "/tmp/kr-look";
        Directory.CreateDirectory(folder);
        var records = Synthetic.World("elastic", 0).Concat(Synthetic.World("gravity", 0.001)).ToList();
        records[3] = records[3] with { Status = Runs.RunStatus.Diverged, Reason = "The loss became NaN in epoch 3.", Horizons = [], Censored = [] };
        File.WriteAllText(folder + "/report.html", HtmlReport.Render(ReportModel.Of(Synthetic.Settings(6, "elastic", "gravity"), records, folder: "out")));
        File.WriteAllText(folder + "/one.html", HtmlReport.Render(ReportModel.Of(Synthetic.Settings(6, "sunspots"), Synthetic.World("sunspots", 0, 3, 20, 1))));
        File.WriteAllText(folder + "/three.html", HtmlReport.Render(ReportModel.Of(Synthetic.Settings(6, "tennis"), Synthetic.World("tennis", 0.001, 3, 20, 3))));
    }
}
