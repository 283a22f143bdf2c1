using System.Diagnostics;
using KerasRnn.Layers;

namespace KerasRnn.Tests;

/// <summary>
/// A user's mistake is one of the usual exceptions, so that a test of it may be exact, and its text is the sentence and what was called, by whom: what lies inside the library is marked
/// <see cref="StackTraceHiddenAttribute"/>.
/// </summary>
public sealed class MistakeTests
{
    public static TheoryData<string, Action, Type> Mistakes => new()
    {
        { "an option", () => _ = new Dense(-1), typeof(ArgumentException) },
        { "a name", () => _ = new Dense(2, "relo"), typeof(ArgumentException) },
        { "a layer after another", () => _ = new Sequential { new Input(8, 2), new SimpleRNN(4), new SimpleRNN(4) }, typeof(ArgumentException) },
        { "a functional layer", () => new SimpleRNN(3).Apply(new SimpleRNN(2).Apply(Keras.Input([8, 2]))), typeof(ArgumentException) },
        { "an optimizer", () => Made().Compile("adem", "mse"), typeof(ArgumentException) },
        { "not compiled", () => Made().Fit(new float[4, 8, 2], new float[4, 2]), typeof(InvalidOperationException) },
        { "an input", () => Made().Predict(new float[4, 8, 3]), typeof(ArgumentException) },
        { "rows", () => Compiled().Fit(new float[4, 8, 2], new float[5, 2]), typeof(ArgumentException) },
        { "NaN", () => Compiled().Fit(new float[1, 8, 2], new[,] { { float.NaN, 1 } }), typeof(ArgumentException) },
        { "targets", () => Compiled().Fit(new float[4, 8, 2], new float[4, 3]), typeof(ArgumentException) },
        { "a batch size", () => Compiled().Fit(new float[4, 8, 2], new float[4, 2], batchSize: 0), typeof(ArgumentOutOfRangeException) },
        { "targets to evaluate", () => Compiled().Evaluate(new float[4, 8, 2], new float[4, 3]), typeof(ArgumentException) },
        { "weights", () => Made().SetWeights([]), typeof(ArgumentException) },
        { "a layer's name", () => Made().GetLayer("dens"), typeof(ArgumentException) },
        { "no JSON", () => Model.FromJson("{"), typeof(FormatException) },
        { "JSON of a wrong option", () => Model.FromJson("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {"units": -1}}]}}"""), typeof(FormatException) },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void A_mistake_is_of_a_usual_type_and_shows_what_was_called_and_nothing_inside(string what, Action call, Type type)
    {
        Exception mistake = Record.Exception(call)!;
        Assert.Equal((what, type), (what, mistake?.GetType()));
        Assert.StartsWith($"{type}: {mistake!.Message}\n", mistake.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        PrintedTrace.Short(mistake.ToString());
        Assert.Contains("at KerasRnn.Tests.MistakeTests.", mistake.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_caller_follows_what_was_called()
    {
        ArgumentException mistake = Assert.Throws<ArgumentException>(() => new Dense(-1));
        string[] lines = mistake.ToString().Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal("System.ArgumentException: Dense expects units to be at least 1; got -1.", lines[0]);
        Assert.StartsWith("at KerasRnn.Layers.Dense..ctor(", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("at KerasRnn.Tests.MistakeTests.", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void All_frames_can_still_be_had()
    {
        Exception mistake = Assert.Throws<ArgumentException>(() => Made().Predict(new float[4, 8, 3]));
        Assert.True(new StackTrace(mistake).GetFrames().Count(f => f.GetMethod()!.Module.Assembly == typeof(Model).Assembly) > PrintedTrace.Short(mistake.ToString()).Count);
    }

    [Fact]
    public void What_the_caller_wrote_between_two_calls_is_shown()
    {
        Exception layer = Assert.Throws<ArgumentException>(() => new Sequential { new Input(8, 2), new Crooked() });
        Assert.Contains("Crooked.Call(", layer.ToString(), StringComparison.Ordinal);
        PrintedTrace.Short(layer.ToString());

        // The output's name is put before the sentence, and what led to it is told.
        Sequential model = Made();
        model.Compile("adam", new CrookedLoss());
        Exception loss = Assert.Throws<ArgumentException>(() => model.Fit(new float[4, 8, 2], new float[4, 2]));
        Assert.Contains("CrookedLoss.Call(", loss.ToString(), StringComparison.Ordinal);
        Assert.Equal($"{model.Subject}, output \"dense\": {loss.InnerException!.Message}", loss.Message);
    }

    private static Sequential Made() => new() { new Input(8, 2), new SimpleRNN(4), new Dense(2) };

    private static Sequential Compiled()
    {
        Sequential model = Made();
        model.Compile("adam", "mse");
        return model;
    }

    private sealed class Crooked : Layer
    {
        protected override KerasTensor Call(KerasTensor input, CallContext context) => Ops.MatMul(input, Ops.MatMul(input, input));
    }

    private sealed class CrookedLoss() : Loss("crooked")
    {
        protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => Ops.MatMul(yTrue, Ops.MatMul(yPred, yPred));
    }
}
