using System.Text.Json;
using KerasRnn.Saving;

namespace KerasRnn.Tests.Callbacks;

public sealed class ProgressBarTests
{
    [Fact]
    public void Every_update_writes_what_Keras_writes()
    {
        IReadOnlyList<JsonElement> cases = Golden.List("training/progress_summary", "progress_bar");
        foreach (JsonElement golden in cases)
        {
            ManualClock clock = new();
            using StringWriter output = new();
            ProgressBar bar = new(Golden.Get(golden, "target")?.GetInt32(), output, Level(golden.GetProperty("verbose").GetInt32()), golden.GetProperty("dynamic_display").GetBoolean(), clock);
            foreach (JsonElement update in golden.GetProperty("updates").EnumerateArray())
            {
                clock.Seconds = update.GetProperty("at").GetDouble();
                output.GetStringBuilder().Clear();
                IEnumerable<KeyValuePair<string, double>> values = update.GetProperty("values").EnumerateObject().Select(v => KeyValuePair.Create(v.Name, Golden.Number(v.Value)));
                bar.Update(update.GetProperty("current").GetInt32(), values, update.GetProperty("finalize").GetBoolean());
                Assert.Equal((golden.GetProperty("id").GetString(), update.GetProperty("written").GetString()), (golden.GetProperty("id").GetString(), output.ToString()));
            }
        }

        Assert.True(cases.Count >= 75);
    }

    [Fact]
    public void Whole_runs_print_what_Keras_prints()
    {
        int compared = 0;
        foreach (JsonElement golden in Golden.List("training/progress_summary", "runs"))
        {
            string id = golden.GetProperty("id").GetString()!;
            JsonElement[] bars = [.. golden.GetProperty("bars").EnumerateArray()];
            if (bars.Length == 0 || id.Contains("early_stopping", StringComparison.Ordinal)) continue;
            using StringWriter output = new();
            bool isFit = id.StartsWith("fit", StringComparison.Ordinal), isPredict = id.StartsWith("predict", StringComparison.Ordinal);
            int first = id.Contains("initial_epoch_2_of_4", StringComparison.Ordinal) ? 2 : 0;
            ProgressLogger logger = new(
                id.Contains("verbose_2", StringComparison.Ordinal) ? Verbose.Line : Verbose.Bar, isFit ? bars.Length + first : 0, Golden.Get(bars[0], "target")?.GetInt32(),
                output, golden.GetProperty("text").GetString()!.Contains('\r', StringComparison.Ordinal), new ManualClock(golden.GetProperty("tick").GetDouble()));
            if (isFit) logger.OnTrainBegin();
            for (int epoch = 0; epoch < bars.Length; epoch++)
            {
                if (isFit) logger.OnEpochBegin(first + epoch);
                else if (isPredict) logger.OnPredictBegin();
                else logger.OnTestBegin();
                foreach (JsonElement update in bars[epoch].GetProperty("updates").EnumerateArray())
                {
                    Logs logs = new();
                    foreach (JsonElement value in update.GetProperty("values").EnumerateArray())
                    {
                        // What a callback adds comes behind the sorted names.
                        if (value[0].GetString() == "learning_rate") logs.Close();
                        logs[value[0].GetString()!] = Golden.Number(value[1]);
                    }

                    int batch = update.GetProperty("current").GetInt32() - 1;
                    if (update.GetProperty("finalize").GetBoolean()) End(epoch, logs);
                    else Batch(batch, logs);
                }
            }

            Assert.Equal((id, golden.GetProperty("text").GetString()), (id, output.ToString()));
            compared++;

            void Batch(int batch, Logs logs)
            {
                if (isFit) logger.OnTrainBatchEnd(batch, logs);
                else if (isPredict) logger.OnPredictBatchEnd(batch);
                else logger.OnTestBatchEnd(batch, logs);
            }

            void End(int epoch, Logs logs)
            {
                if (isFit) logger.OnEpochEnd(epoch, logs);
                else if (isPredict) logger.OnPredictEnd();
                else logger.OnTestEnd(logs);
            }
        }

        Assert.True(compared >= 12, $"only {compared} runs compared");
    }

    [Theory]
    [InlineData(0.03125, "0.0312")]
    [InlineData(0.09375, "0.0938")]
    [InlineData(-0.03125, "-0.0312")]
    [InlineData(1.0, "1.0000")]
    [InlineData(0.99994999, "0.9999")]
    [InlineData(9.99996, "10.0000")]
    [InlineData(123456789012.0, "123456789012.0000")]
    [InlineData(0.00004, "0.0000")]
    public void Four_decimals_round_exact_halves_to_even_as_Python_does(double value, string text) => Assert.Equal(text, PythonNumber.Fixed(value, 4));

    [Theory]
    [InlineData(0.5, "0")]
    [InlineData(1.5, "2")]
    [InlineData(2.5, "2")]
    [InlineData(0.49, "0")]
    [InlineData(99.6, "100")]
    public void Whole_numbers_round_halves_to_even(double value, string text) => Assert.Equal(text, PythonNumber.Fixed(value, 0));

    [Theory]
    [InlineData(-1.03125, "-1.0312e+00")]
    [InlineData(9.99996e-7, "1.0000e-06")]
    [InlineData(0, "0.0000e+00")]
    [InlineData(1e-100, "1.0000e-100")]
    public void The_exponent_form_is_Pythons(double value, string text) => Assert.Equal(text, PythonNumber.Scientific(value, 4));

    private static Verbose Level(int verbose) => verbose switch { 1 => Verbose.Bar, 2 => Verbose.Line, _ => Verbose.Silent };
}
