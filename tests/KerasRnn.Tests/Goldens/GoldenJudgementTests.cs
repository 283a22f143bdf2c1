using KerasRnn.Goldens;

namespace KerasRnn.Tests.Goldens;

/// <summary>The judge is judged: wrong numbers fail, unknown words are skipped, refusals are told from accidents.</summary>
public sealed class GoldenJudgementTests
{
    private const string Dense = """
        {"family": "dense", "cases": [
        {"name": "two", "layer": {"class_name": "Dense", "config": {"units": 1}}, "training": false,
         "weights": [{"name": "kernel", "shape": [2, 1], "dtype": "float32", "data": [2, 3]}, {"name": "bias", "shape": [1], "dtype": "float32", "data": [0.5]}],
         "calls": [{"inputs": [{"shape": [1, 2], "dtype": "float32", "data": [1, 10]}], "mask": null, "initial_state": null,
          "outputs": [{"shape": [1, 1], "dtype": "float32", "data": [32.5], "keras_float32_error": 0}], "output_mask": null,
          "cotangents": [{"shape": [1, 1], "dtype": "float32", "data": [2]}],
          "weight_gradients": [{"shape": [2, 1], "dtype": "float32", "data": [2, 20], "keras_float32_error": 0}, {"shape": [1], "dtype": "float32", "data": [2], "keras_float32_error": 0}],
          "input_gradients": [{"shape": [1, 2], "dtype": "float32", "data": [4, 6], "keras_float32_error": 0}], "initial_state_gradients": []}]}
        ]}
        """;

    [Theory]
    [InlineData("reference")]
    [InlineData("simd")]
    public void A_case_with_the_right_numbers_passes(string engine) => Assert.Equal("dense cases 1 passed 1 failed 0 skipped 0 worst 0", Run(Dense, engine).ToString());

    [Theory]
    [InlineData("[32.5]", "[32.5000001]", "output 0[0]: expected 32.5000001; got 32.5; 3.08 times the bound")]
    [InlineData("[2, 20]", "[2, 21]", "gradient of kernel[1]: expected 21; got 20; 4.76E+07 times the bound")]
    [InlineData("[4, 6]", "[4, \"NaN\"]", "gradient of input 0[1]: expected NaN; got 6; Infinity times the bound")]
    [InlineData("\"name\": \"bias\"", "\"name\": \"offset\"", "weights: expected [kernel, offset]; got [kernel, bias]")]
    [InlineData("\"shape\": [1, 1], \"dtype\": \"float32\", \"data\": [32.5]", "\"shape\": [1], \"dtype\": \"float32\", \"data\": [32.5]", "output 0: expected shape [1]; got [1, 1]")]
    public void A_case_with_a_wrong_number_name_or_shape_fails_and_says_where(string right, string wrong, string sentence)
    {
        Assert.Contains(right, Dense, StringComparison.Ordinal);
        CaseResult result = Assert.Single(Run(Dense.Replace(right, wrong, StringComparison.Ordinal), "reference").Cases);
        Assert.Equal((CaseOutcome.Failed, sentence), (result.Outcome, result.Reason));
    }

    [Fact]
    public void A_quirk_that_is_not_copied_is_skipped_with_its_reason()
    {
        string quirk = Dense.Replace("[32.5]", "[33]", StringComparison.Ordinal).Replace("\"training\": false", "\"training\": false, \"quirk\": \"it counts wrong\"", StringComparison.Ordinal);
        CaseResult result = Assert.Single(Run(quirk, "reference").Cases);
        Assert.Equal((CaseOutcome.Skipped, "an accident of Keras: it counts wrong"), (result.Outcome, result.Reason));
    }

    [Theory]
    [InlineData("\"Dense\"", "\"Dence\"", "there is no layer \"Dence\"")]
    [InlineData("{\"units\": 1}", "{\"units\": 1, \"activation\": \"wobble\"}", "there is no activation \"wobble\"")]
    [InlineData("{\"units\": 1}", "{\"units\": 1, \"wobble\": true}", "Dense has no option \"wobble\"")]
    public void A_word_or_option_that_does_not_exist_is_skipped_by_its_name(string known, string unknown, string reason)
    {
        CaseResult result = Assert.Single(Run(Dense.Replace(known, unknown, StringComparison.Ordinal), "reference").Cases);
        Assert.Equal((CaseOutcome.Skipped, reason), (result.Outcome, result.Reason));
    }

    [Theory]
    [InlineData("\"units\": 0", "anything", CaseOutcome.Passed)]
    [InlineData("\"units\": 1", "anything", CaseOutcome.Failed)]
    [InlineData("\"units\": 1, \"activation\": \"wobble\"", "Could not interpret wobble", CaseOutcome.Passed)]
    [InlineData("\"units\": 1, \"activation\": \"wobble\"", "anything", CaseOutcome.Skipped)]
    public void What_Keras_refuses_must_be_refused_for_its_reason(string config, string message, CaseOutcome outcome)
    {
        string json = $$"""
            {"family": "dense", "cases": [
            {"name": "refused", "layer": {"class_name": "Dense", "config": { {{config}} }
            }, "training": false,
             "calls": [{"inputs": [{"shape": [1, 2], "dtype": "float32", "data": [1, 10]}], "mask": null}], "error": {"type": "ValueError", "message": "{{message}}" }
            }]}
            """;
        Assert.Equal(outcome, Assert.Single(Run(json, "reference").Cases).Outcome);
    }

    [Fact]
    public void An_exception_that_is_no_refusal_does_not_count_as_one()
    {
        CaseCheck check = new(EngineChoice.Reference);
        Assert.Throws<KeyNotFoundException>(() => Refusals.Expect(check, "anything", () => throw new KeyNotFoundException("by accident")));
    }

    [Fact]
    public void Bounds_follow_the_largest_element_and_the_error_of_Keras_own_float32()
    {
        GoldenTensor tensor = GoldenTensor.Parse(Json.Parse("""{"shape": [3], "dtype": "float32", "data": [1, -100, "Infinity"], "keras_float32_error": 0.5}"""));
        Assert.Equal(1e-7, Bounds.Layer(tensor, isDouble: true)(1), 1e-20);
        Assert.Equal(2 + 1e-4, Bounds.Layer(tensor, isDouble: false)(1), 1e-12);
        Assert.Equal(3e-5, Bounds.Training(1e-5)(-2), 1e-18);
    }

    [Fact]
    public void An_element_where_float32_leaves_the_truth_may_equal_either_number_in_float32_alone()
    {
        GoldenTensor tensor = GoldenTensor.Parse(Json.Parse(
            """{"shape": [2], "dtype": "float32", "data": [1, 2], "keras_float32_error": 0, "float32_differs_at": [1], "keras_float32": ["Infinity"]}"""));
        foreach ((EngineChoice engine, int failures) in new[] { (EngineChoice.Simd, 0), (EngineChoice.Reference, 1) })
        {
            CaseCheck check = new(engine);
            check.Near("y", tensor, [2], [1, double.PositiveInfinity], Bounds.Layer(tensor, engine.IsDouble));
            Assert.Equal(failures, check.Failures.Count);
        }
    }

    [Theory]
    [InlineData("folder --engine simd --only dense gru --worst", "folder", "simd", "dense gru")]
    [InlineData("folder", "folder", "reference", "")]
    public void The_command_line_takes_a_folder_an_engine_and_families(string line, string folder, string engine, string only)
    {
        Arguments arguments = Arguments.Parse(line.Split(' '));
        Assert.Equal((folder, engine, only), (arguments.Folder, arguments.Engine.Name, string.Join(" ", arguments.Only)));
    }

    [Theory]
    [InlineData("", "The goldens expect a folder; got none.")]
    [InlineData("folder --engin simd", "The goldens expect --engine NAME, --only FAMILY... or --worst; got \"--engin\".")]
    [InlineData("folder --engine gpu", "There is no engine \"gpu\". Known: reference, simd, tensorflow.")]
    [InlineData("one two", "The goldens expect one folder; got \"one\" and \"two\".")]
    public void A_command_line_that_means_nothing_is_a_sentence(string line, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => Arguments.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Message);

    [Fact]
    public void A_family_that_is_not_in_the_folder_is_a_sentence()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "data", "layers");
        Assert.Equal(["conv1d", "dense"], GoldenRunner.Families(folder, "dense", "conv1d").Select(f => f.Family));
        string message = Assert.Throws<ArgumentException>(() => GoldenRunner.Families(folder, "dens")).Message;
        Assert.Equal(
            $"There is no family \"dens\" in \"{folder}\". Known: activations, conv1d, dense, dropout, initializers, pooling, regularizers_constraints, shape_layers, simple_rnn, stacked_models.",
            message);
    }

    private static FamilyResult Run(string json, string engine)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, json);
            return GoldenRunner.Run("dense", path, EngineChoice.Parse(engine));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
