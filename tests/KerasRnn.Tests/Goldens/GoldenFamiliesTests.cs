using KerasRnn.Goldens;

namespace KerasRnn.Tests.Goldens;

/// <summary>Numbers computed by Keras itself against every engine: the same code as the program, one case for each family and engine.</summary>
public sealed class GoldenFamiliesTests
{
    // How many cases passed when this was written: a case that is skipped from one day on is a loss that nobody would see.
    private static readonly Dictionary<string, int> Passed = new()
    {
        ["layers/activations"] = 54,
        ["layers/conv1d"] = 100,
        ["layers/dense"] = 27,
        ["layers/dropout"] = 4,
        ["layers/initializers"] = 201,
        ["layers/pooling"] = 71,
        ["layers/regularizers_constraints"] = 29,
        ["layers/shape_layers"] = 16,
        ["layers/simple_rnn"] = 55,
        ["layers/stacked_models"] = 12,
        ["training/callbacks"] = 73,
        ["training/losses"] = 216,
        ["training/metrics"] = 158,
        ["training/optimizers"] = 54,
        ["training/progress_summary"] = 105,
        ["training/training_runs"] = 20,
    };

    public static IEnumerable<TheoryDataRow<string, string>> Families
    {
        get
        {
            foreach (EngineChoice engine in EngineChoice.All)
            {
                foreach (string family in Passed.Keys)
                {
                    TheoryDataRow<string, string> row = new(family, engine.Name);

                    // Layers are run again with narrower vectors; whole trainings at full width only.
                    if (engine.Name == "simd" && family.StartsWith("layers/", StringComparison.Ordinal)) row.WithTrait("Vectors", "all");
                    yield return row;
                }
            }
        }
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "data");

    [Theory]
    [MemberData(nameof(Families))]
    public void A_family_agrees_with_Keras(string family, string engine)
    {
        if (engine == "tensorflow" && Environment.GetEnvironmentVariable("KERASRNN_TENSORFLOW") is not { Length: > 0 })
        {
            Assert.Skip("KERASRNN_TENSORFLOW is not set: this test needs TensorFlow's library.");
        }

        FamilyResult result = GoldenRunner.Run(family, Path.Combine(Folder, family + ".json"), EngineChoice.Parse(engine));
        Assert.True(!result.Failed.Any(), string.Join("\n", result.Failed.Select(c => $"{c.Name}: {c.Reason}").Prepend(result.ToString())));
        int passed = result.Cases.Count(c => c.Outcome == CaseOutcome.Passed);
        Assert.True(passed >= Passed[family], $"{result}\n{string.Join("\n", result.SkipReasons.Select(r => $"skipped {r.Count}: {r.Reason}"))}");
    }

    [Fact]
    public void Every_file_of_the_folder_is_among_the_families() => Assert.Equal(
        Passed.Keys.Select(family => family.Split('/')[1]).Order(StringComparer.Ordinal),
        GoldenRunner.Families(Folder).Select(family => family.Family).Order(StringComparer.Ordinal));
}
