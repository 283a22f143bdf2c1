using KerasRnn.Experiments.Runs;

namespace KerasRnn.Experiments.Report;

/// <summary>Writes everything a comparison leaves in its folder besides the records.</summary>
public static class ComparisonReport
{
    /// <summary>Writes <c>report.html</c>, <c>runs.csv</c>, <c>rollouts.csv</c> and <c>figures/*.csv</c> from the store's records.</summary>
    /// <param name="store">The store.</param>
    /// <returns>The model shown, for a console to print.</returns>
    /// <exception cref="IOException">A file cannot be written; those written before are whole.</exception>
    public static ReportModel Write(RunStore store)
    {
        var model = ReportModel.Of(store.Settings, store.Records, folder: store.Folder);
        store.WriteTables();
        var tables = new FigureTables();
        var html = HtmlReport.Render(model, tables);
        tables.WriteTo(store);
        store.Write("report.html", html);
        return model;
    }
}
