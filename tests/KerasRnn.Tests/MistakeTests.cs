using System.Diagnostics;
using KerasRnn.Layers;

namespace KerasRnn.Tests;

public sealed class MistakeTests
{
    [Fact]
    public void The_text_is_the_usual_type_the_sentence_what_was_called_and_who_called_it()
    {
        Exception mistake = Assert.ThrowsAny<ArgumentException>(() => new Dense(-1));
        string[] lines = Lines(mistake);
        Assert.Equal("System.ArgumentException: Dense expects units to be at least 1; got -1.", lines[0]);
        Assert.Equal(nameof(ArgumentException), mistake.GetType().Name);
        Assert.StartsWith("at KerasRnn.Layers.Dense..ctor(", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("at KerasRnn.Tests.MistakeTests.", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_call_that_goes_deep_only_the_call_is_shown_and_all_can_still_be_had()
    {
        Sequential model = [new Input(8, 2), new Dense(2)];
        Exception mistake = Assert.ThrowsAny<ArgumentException>(() => model.Predict(new float[4, 8, 3]));
        Assert.StartsWith("at KerasRnn.Model.Predict(", Assert.Single(Lines(mistake), IsOwn), StringComparison.Ordinal);
        Assert.True(new StackTrace(mistake).GetFrames().Count(f => f.GetMethod()!.Module.Assembly == typeof(Model).Assembly) > 1);
    }

    [Fact]
    public void What_the_caller_wrote_between_two_calls_is_shown()
    {
        Exception mistake = Assert.ThrowsAny<ArgumentException>(() => new Sequential { new Input(8, 2), new Crooked() });
        string text = mistake.ToString();
        Assert.Contains("Crooked.Call(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Trace.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_tasks_do_between_two_frames_of_the_library_is_not_shown()
    {
        Exception mistake = await Assert.ThrowsAnyAsync<ArgumentException>(() => Task.Run(() => new Dense(-1)));
        Assert.StartsWith("at KerasRnn.Layers.Dense..ctor(", Assert.Single(Lines(mistake), IsOwn), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_that_was_made_and_not_thrown_has_no_trace()
    {
        Exception made = Mistake.Operation("A sentence.");
        Assert.Equal("", made.StackTrace);
        Assert.Equal("System.InvalidOperationException: A sentence.", made.ToString());
    }

    [Fact]
    public void What_led_to_a_mistake_is_told_unless_the_sentence_has_it()
    {
        Assert.Equal("System.ArgumentException: outer\n ---> System.IO.IOException: inner", Mistake.Argument("outer", new IOException("inner")).ToString());
        Assert.Equal("System.FormatException: model.json: inner", Mistake.Format("model.json: inner", Mistake.Argument("inner")).ToString());
    }

    private static string[] Lines(Exception mistake) => mistake.ToString().Split('\n', StringSplitOptions.TrimEntries);

    private static bool IsOwn(string line) => line.StartsWith("at KerasRnn.", StringComparison.Ordinal) && !line.StartsWith("at KerasRnn.Tests.", StringComparison.Ordinal);

    private sealed class Crooked : Layer
    {
        protected override KerasTensor Call(KerasTensor input, CallContext context) => Ops.MatMul(input, Ops.MatMul(input, input));
    }
}
