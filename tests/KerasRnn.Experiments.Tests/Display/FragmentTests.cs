using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using KerasRnn.Experiments.Pictures;
using KerasRnn.Experiments.Runs;
using KerasRnn.Layers;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments.Tests.Display;

/// <summary>What notebooks show: self-contained, well-formed, encoded, and honest where there is nothing or NaN to show.</summary>
public sealed partial class FragmentTests
{
    private const string Evil = "<script>alert(\"&\")</script>";

    public static TheoryData<string> Views => [.. Samples().Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Views))]
    public void A_fragment_is_well_formed_without_script_or_outside_reference_and_encodes_every_name(string name)
    {
        var html = Html(Samples().Single(s => s.Name == name).View());
        var element = XElement.Parse(html);
        Assert.Equal("kr kr-view", (string?)element.Attribute("class"));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("NaN", string.Concat(element.Descendants().Attributes().Select(a => a.Value)), StringComparison.Ordinal);
        Assert.Empty(Outside().Matches(html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal)));
        Assert.DoesNotContain(element.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void A_picture_keeps_its_colours_where_a_viewer_strips_every_style(string name)
    {
        var elements = XElement.Parse(Html(Samples().Single(s => s.Name == name).View())).Descendants().Where(e => e.Name.LocalName is "path" or "line" or "rect" or "text");
        Assert.All(elements, e =>
        {
            Assert.True(e.Attribute("stroke") is not null || e.Attribute("fill") is not null, e.ToString());
            // A line without a fill of its own would be filled with black.
            if (((string?)e.Attribute("class") ?? "").Contains("kr-line", StringComparison.Ordinal)) Assert.Equal("none", (string?)e.Attribute("fill"));
            Assert.DoesNotContain("var(", string.Concat(e.Attributes().Select(a => a.Value)), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_public_type_with_ToHtml_tells_a_notebook_and_has_a_text_twin()
    {
        var types = new[] { typeof(Model).Assembly, typeof(Trajectory).Assembly, typeof(Comparison).Assembly }.SelectMany(a => a.GetExportedTypes())
            .Where(t => t.GetMethod("ToHtml", BindingFlags.Public | BindingFlags.Instance, []) is not null).ToArray();
        Assert.True(types.Length >= 9, string.Join(", ", types.Select(t => t.Name)));
        Assert.All(types, type =>
        {
            Assert.Contains(type.GetCustomAttributes(true), a => a.GetType().Name == "TypeFormatterSourceAttribute");
            Assert.Contains(type.GetInterfaces(), i => i.Name == "IHtmlView");
            Assert.NotEqual(typeof(object), type.GetMethod("ToString", [])!.DeclaringType);
        });
    }

    [Fact]
    public void A_model_shows_whether_it_is_built_compiled_and_trained()
    {
        Assert.Contains("Not built yet", new Sequential { new Dense(2) }.ToHtml(), StringComparison.Ordinal);
        var model = new Sequential { new Input(3), new Dense(2) };
        Assert.Contains("Not compiled.", model.ToHtml(), StringComparison.Ordinal);
        model.Compile("sgd", "mse");
        Assert.Contains("Compiled; not trained.", model.ToHtml(), StringComparison.Ordinal);
        model.Fit(new float[4, 3], new float[4, 2], batchSize: 4, epochs: 2, verbose: Verbose.Silent);
        Assert.Contains("Compiled; trained for 2 steps.", model.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("(None, 2)", model.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_with_NaN_says_where_the_line_breaks()
    {
        var html = Past(2, 1, double.NaN, double.NaN).ToHtml();
        Assert.Contains("loss is not a finite number in epoch 3: the line breaks there.", html, StringComparison.Ordinal);
        Assert.Contains("no data", Past(double.NaN).ToHtml(), StringComparison.Ordinal);
        Assert.Contains("A history without epochs.", new History().ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_sets_say_so_and_recordings_of_other_quantities_are_drawn_against_time()
    {
        Assert.Contains("No trajectories.", new TrajectorySet([], ["x", "y"]).ToHtml(), StringComparison.Ordinal);
        var weather = new TrajectorySet([new Trajectory("mote", new double[,] { { 20, 40 }, { 21, 41 } }, 5)], ["temperature", "humidity"]);
        Assert.Contains(">time</text>", weather.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_contender_has_one_colour_in_reports_and_in_notebooks()
    {
        var (train, _, test) = Worlds.Elastic.Generate(count: 12, points: 30, seed: 1).Split(8, 0, 4);
        var windows = train.Windows(8);
        var model = new Sequential(seed: 1, name: "rnn") { new Input(8, 2), new SimpleRNN(2), new Dense(2) };
        model.Compile("adam", "mse");
        var history = model.Fit(windows.Inputs, windows.Targets, epochs: 2, verbose: Verbose.Silent);
        Predictor[] all = [model.ToPredictor(8), .. Baselines.Fit(windows)];
        var styles = new ContenderStyles(all.Select(p => (p.Name, p.Name == "rnn" ? ContenderKind.Model : ContenderKind.Baseline)));
        Assert.Equal(["c2", "b0", "b1", "b2", "b3", "b4"], all.Select(p => styles[p.Name].Color));
        Assert.All(all, p => Assert.All([p.Rollout(test).ToHtml(), p.Rollout(test).Horizon().ToHtml()], html => Assert.Equal([styles[p.Name].Color], Lines(html))));
        Assert.Equal(["c2"], Lines(history.ToHtml()));

        static IEnumerable<string> Lines(string html) => LineColor().Matches(html).Select(m => m.Groups[1].Value).Distinct();
    }

    private static History Past(params double[] losses)
    {
        var history = new History();
        for (var i = 0; i < losses.Length; i++) history.OnEpochEnd(i, new Logs { ["loss"] = losses[i], ["val_loss"] = losses[i] });
        return history;
    }

    private static (string Name, Func<object> View)[] Samples() =>
    [
        ("model", () => new Sequential { new Input(8, 2), new SimpleRNN(4), new Dense(2) }),
        ("unbuilt model", () => new Sequential { new Dense(2) }),
        ("functional model", () => { var x = Keras.Input([3]); return Keras.Model(x, new Dense(2).Apply(x)); }),
        ("history", () => Past(3, 2, 1)),
        ("history of one epoch", () => Past(1)),
        ("history that diverged", () => Past(1, double.PositiveInfinity, double.NaN)),
        ("empty history", () => new History()),
        ("trajectory", () => new Trajectory(Evil, new double[,] { { 0.1, 0.2 }, { 0.2, 0.9 } })),
        ("one point in one dimension", () => new Trajectory(Evil, new double[,] { { 7 } })),
        ("five coordinates", () => new Trajectory(Evil, new double[,] { { 1, 2, 3, 4, 5 }, { 1, 2, 3, 4, 6 } }, 0.1)),
        ("set", () => Worlds.Elastic.Generate(7, 20, seed: 1)),
        ("empty set", () => new TrajectorySet([], [Evil]) { Name = Evil }),
        ("recorded set", () => new TrajectorySet([new Trajectory(Evil, new double[,] { { 1, 2 }, { 3, 4 } })], [Evil, "b"]) { Name = Evil }),
        ("rollout", () => Rolled()),
        ("rollout without a yardstick", () => new Persistence(2, 1, 2).Rollout(Worlds.Elastic.Generate(2, 12, seed: 1))),
        ("horizon", () => Rolled().Horizon()),
        ("horizon of nothing", () => new Horizon { Threshold = 0.5, Steps = [], Censored = [] }),
        ("comparison", () => new ComparisonResult(Synthetic.Settings(), Synthetic.World("elastic", 0, seeds: 2, trajectories: 6), null, true)),
        ("comparison without runs", () => new ComparisonResult(Synthetic.Settings(), [], null, true)),
    ];

    private static Rollout Rolled() => new Persistence(2, 1, 2).Rollout(Worlds.Elastic.Generate(12, 12, seed: 1).Split(6, 2, 4).Test);

    private static string Html(object view) => (string)view.GetType().GetMethod("ToHtml", [])!.Invoke(view, null)!;

    [GeneratedRegex("class=\"kr-line kr-s-([cb][0-9])")]
    private static partial Regex LineColor();

    [GeneratedRegex(@"https?://|\bsrc=|\bhref=|url\(|@import")]
    private static partial Regex Outside();
}
