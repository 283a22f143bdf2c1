using System.Text;
using KerasRnn.Experiments.Report;
using KerasRnn.Experiments.Runs;

namespace KerasRnn.Experiments.Tests.Runs;

public sealed class RunStoreTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("kerasrnn-store-").FullName;

    private string Out => Path.Combine(root, "out");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_record_survives_the_file_unchanged()
    {
        var record = Record(0) with { ValLoss = double.NaN, TrainLoss = double.PositiveInfinity, Reason = "α\n\"quoted\" <b>" };
        using (var store = RunStore.Open(Out, Synthetic.Settings())) store.Append(record);
        using var again = RunStore.Open(Out, Synthetic.Settings());
        var read = Assert.Single(again.Records);
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(record, RunJson.Line.RunRecord), System.Text.Json.JsonSerializer.Serialize(read, RunJson.Line.RunRecord));
        Assert.Equal(record.Reason, read.Reason);
        Assert.True(double.IsNaN(read.ValLoss!.Value));
        Assert.Equal(record.Examples[0].Predicted[3], read.Examples[0].Predicted[3]);
        Assert.False(again.DroppedHalfLine);
    }

    [Fact]
    public void Finished_and_diverged_runs_are_kept_and_failed_ones_done_again()
    {
        using (var store = RunStore.Open(Out, Synthetic.Settings()))
        {
            store.Append(Record(0));
            store.Append(Record(1) with { Status = RunStatus.Diverged });
            store.Append(Record(2) with { Status = RunStatus.Failed });
        }
        using var again = RunStore.Open(Out, Synthetic.Settings());
        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(s => again.Contains("elastic", "rnn", s)));
        again.Append(Record(2));
        Assert.True(again.Contains("elastic", "rnn", 2));
        Assert.Equal(3, again.Records.Count);
    }

    [Fact]
    public void A_line_cut_short_by_a_kill_is_dropped_and_its_run_is_done_again()
    {
        using (var store = RunStore.Open(Out, Synthetic.Settings()))
        {
            store.Append(Record(0));
            store.Append(Record(1));
        }
        var path = Path.Combine(Out, "runs.jsonl");
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^200]);
        using (var again = RunStore.Open(Out, Synthetic.Settings()))
        {
            Assert.True(again.DroppedHalfLine);
            Assert.True(again.Contains("elastic", "rnn", 0));
            Assert.False(again.Contains("elastic", "rnn", 1));
            again.Append(Record(1));
        }
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_damaged_line_in_the_middle_is_an_error_with_its_number()
    {
        using (var store = RunStore.Open(Out, Synthetic.Settings())) store.Append(Record(0));
        var path = Path.Combine(Out, "runs.jsonl");
        File.WriteAllText(path, "{ broken\n" + File.ReadAllText(path));
        var error = Assert.Throws<FormatException>(() => RunStore.Open(Out, Synthetic.Settings()));
        Assert.Equal($"\"{path}\", line 1: a record of a comparison is expected; this line is damaged. Remove the line and its run is done again, or give another folder with Comparison.Folder.", error.Message);
    }

    [Fact]
    public void Other_settings_are_refused_and_every_difference_is_named()
    {
        RunStore.Open(Out, Synthetic.Settings()).Dispose();
        var other = Synthetic.Settings() with { Run = new() { Epochs = 30, LearningRate = 0.01, Patience = 3 } };
        var error = Assert.Throws<InvalidOperationException>(() => RunStore.Open(Out, other));
        Assert.Equal($"The folder \"{Out}\" holds a comparison with other settings: Settings.Epochs was 20, now 30; Settings.LearningRate was 0.001, now 0.01; Settings.Patience was not given, now 3. Give the same settings or another folder with Comparison.Folder.", error.Message);
        RunStore.Open(Out, Synthetic.Settings()).Dispose();
    }

    [Fact]
    public void Changed_data_and_changed_models_are_noticed_and_moved_data_are_not()
    {
        ComparisonSettings With(string path, string hash, string model) => new() { Run = new() { Data = [new(path, hash)] }, Worlds = ["balls"], Models = [new("mine", new("mine.json", model))] };
        RunStore.Open(Out, With("balls.csv", "aa", "cc")).Dispose();
        RunStore.Open(Out, With("copy/balls.csv", "aa", "cc")).Dispose();
        Assert.Contains("the content of Settings.Data balls.csv has changed since.", Assert.Throws<InvalidOperationException>(() => RunStore.Open(Out, With("balls.csv", "bb", "cc"))).Message);
        Assert.Contains(": Settings.Data was balls.csv, now other.csv.", Assert.Throws<InvalidOperationException>(() => RunStore.Open(Out, With("other.csv", "bb", "cc"))).Message);
        Assert.Contains(": model mine was another architecture when its runs were made.", Assert.Throws<InvalidOperationException>(() => RunStore.Open(Out, With("balls.csv", "aa", "dd"))).Message);
    }

    [Fact]
    public void More_seeds_models_and_worlds_join()
    {
        RunStore.Open(Out, Synthetic.Settings(3)).Dispose();
        using (var store = RunStore.Open(Out, new() { Worlds = ["gravity"], Models = [new("mine", new("mine.json", "aa"))], Seeds = [10, 11] }))
        {
            Assert.Equal(["elastic", "gravity"], store.Settings.Worlds);
            Assert.Equal(["dense", "conv1d", "rnn", "rnn-stacked", "mine"], store.Settings.Models.Select(m => m.Name));
            Assert.Equal([0, 1, 2, 10, 11], store.Settings.Seeds);
        }
        using var again = RunStore.Open(Out, Synthetic.Settings(3));
        Assert.Equal([0, 1, 2, 10, 11], again.Settings.Seeds);
    }

    [Fact]
    public void Two_cannot_write_to_one_folder()
    {
        using var store = RunStore.Open(Out, Synthetic.Settings());
        var error = Assert.Throws<InvalidOperationException>(() => RunStore.Open(Out, Synthetic.Settings()));
        Assert.Equal($"Another process is writing to the folder \"{Out}\" (its id stands in \"{Path.Combine(Out, ".lock")}\"). Wait until it is done or give another folder with Comparison.Folder.", error.Message);
        store.Append(Record(0));
        Assert.Single(store.Records);
    }

    [Fact]
    public void The_lock_of_a_dead_process_is_taken_over()
    {
        RunStore.Open(Out, Synthetic.Settings()).Dispose();
        Assert.False(File.Exists(Path.Combine(Out, ".lock")));
        File.WriteAllText(Path.Combine(Out, ".lock"), "999999999");
        RunStore.Open(Out, Synthetic.Settings()).Dispose();
    }

    [Fact]
    public void A_folder_with_other_things_in_it_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "thesis.tex"), "all of it");
        var error = Assert.Throws<InvalidOperationException>(() => RunStore.Open(Out, Synthetic.Settings()));
        Assert.Equal($"The folder \"{Out}\" should be empty or hold a comparison (settings.json); it holds \"thesis.tex\". Give a new or empty folder with Comparison.Folder.", error.Message);
        Assert.Equal(["thesis.tex"], Directory.GetFileSystemEntries(Out).Select(Path.GetFileName));
    }

    [Fact]
    public void A_damaged_settings_file_is_an_error()
    {
        Directory.CreateDirectory(Out);
        var path = Path.Combine(Out, "settings.json");
        File.WriteAllText(path, "{\n  \"worlds\": [");
        Assert.StartsWith($"\"{path}\", line 2: the settings of a comparison are expected; this file is damaged.", Assert.Throws<FormatException>(() => RunStore.Open(Out, Synthetic.Settings())).Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"run": {"window": 8}, "worlds": [], "models": [], "seeds": []}""")]
    public void A_settings_file_with_gaps_is_damaged(string text)
    {
        Directory.CreateDirectory(Out);
        var path = Path.Combine(Out, "settings.json");
        File.WriteAllText(path, text);
        Assert.Equal($"\"{path}\", line 1: the settings of a comparison are expected; this file is damaged. Put it back as it was, or give another folder with Comparison.Folder.", Assert.Throws<FormatException>(() => RunStore.Open(Out, Synthetic.Settings())).Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_one_sentence()
    {
        File.WriteAllText(Path.Combine(root, "file"), "");
        var folder = Path.Combine(root, "file", "out");
        var error = Assert.Throws<IOException>(() => RunStore.Open(folder, Synthetic.Settings()));
        Assert.StartsWith($"\"{folder}\" cannot be written: ", error.Message);
        Assert.EndsWith(". Make room or give another folder with Comparison.Folder.", error.Message);
    }

    [Fact]
    public void What_cannot_be_written_leaves_nothing_half_written()
    {
        using var store = RunStore.Open(Out, Synthetic.Settings());
        Directory.CreateDirectory(Path.Combine(Out, "report.html"));
        Assert.Throws<IOException>(() => store.Write("report.html", "<html/>"));
        Assert.DoesNotContain(Directory.GetFiles(Out, "*", new EnumerationOptions { AttributesToSkip = 0 }), f => Path.GetFileName(f).StartsWith(".tmp-", StringComparison.Ordinal));
    }

    [Fact]
    public void A_full_disk_in_the_middle_of_a_line_leaves_the_file_as_it_was()
    {
        using var file = new FullDisk(100);
        AtomicFile.AppendLine(file, "runs.jsonl", new string('a', 50));
        var error = Assert.Throws<IOException>(() => AtomicFile.AppendLine(file, "runs.jsonl", new string('b', 80)));
        Assert.Equal("\"runs.jsonl\" cannot be written: No space left on device. Make room or give another folder with Comparison.Folder.", error.Message);
        Assert.Equal(new string('a', 50) + "\n", Encoding.UTF8.GetString(file.ToArray()));
    }

    [Fact]
    public void Many_threads_write_whole_lines()
    {
        using (var store = RunStore.Open(Out, Synthetic.Settings(40))) Parallel.For(0, 40, seed => store.Append(Record(seed)));
        using var again = RunStore.Open(Out, Synthetic.Settings(40));
        Assert.Equal(Enumerable.Range(0, 40), again.Records.Select(r => r.Seed));
    }

    [Fact]
    public void Everything_is_written_and_every_figure_has_its_numbers()
    {
        using var store = RunStore.Open(Out, Synthetic.Settings(2));
        foreach (var record in Synthetic.World("elastic", 0, 2, 6)) store.Append(record);
        ComparisonReport.Write(store);
        string[] expected = ["figures", "report.html", "rollouts.csv", "runs.csv", "runs.jsonl", "settings.json"];
        Assert.Equal(expected, Directory.GetFileSystemEntries(Out).Select(Path.GetFileName).Where(f => f![0] != '.').Order(StringComparer.Ordinal));
        var html = File.ReadAllText(Path.Combine(Out, "report.html"));
        var figures = Directory.GetFiles(Path.Combine(Out, "figures")).Select(f => $"figures/{Path.GetFileName(f)}").ToArray();
        Assert.Equal(8, figures.Length);
        Assert.All(figures.Where(f => f != "figures/elastic-table.csv"), f => Assert.Contains($"Numbers: {f}", html, StringComparison.Ordinal));
        Assert.All(figures, f => Assert.True(File.ReadLines(Path.Combine(Out, f)).Count() > 1, f));
        Assert.StartsWith("world,model,seed,kind,parameters,seconds,epochs,status,train_loss,val_loss,test_rmse,rmse_free,rmse_bounce,horizon_median,horizon_mean,", File.ReadAllText(Path.Combine(Out, "runs.csv")));
    }

    private static RunRecord Record(int seed) => Synthetic.Run("elastic", "rnn", ContenderKind.Model, 1186, 0.003, seed, 0, 4);

    /// <summary>A stream with an end.</summary>
    private sealed class FullDisk(int capacity) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var fits = (int)Math.Min(buffer.Length, capacity - Position);
            base.Write(buffer[..fits].ToArray(), 0, fits);
            if (fits < buffer.Length) throw new IOException("No space left on device : '/somewhere/runs.jsonl'");
        }
    }
}
