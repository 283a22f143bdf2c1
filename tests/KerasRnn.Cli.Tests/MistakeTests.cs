namespace KerasRnn.Cli.Tests;

/// <summary>Every mistake is one sentence on standard error and exit code 2, and leaves nothing behind.</summary>
public sealed class MistakeTests : Cli
{
    private const string CompareOptions = "--data, --world, --models, --window, --ahead, --resample, --epochs, --batch, --learning-rate, --hidden, --seeds, --first-seed, --split, --id, --time, --coordinates, --patience, --jobs, --engine, --out, --dry-run, --help";

    [Theory]
    [InlineData("", "kerasrnn expects a command; got none. Known: compare, generate, models, worlds, tensorflow; kerasrnn --help shows examples.")]
    [InlineData("comprae", "There is no command \"comprae\". Did you mean \"compare\"? Known: compare, generate, models, worlds, tensorflow.")]
    [InlineData("--vresion", "kerasrnn has no option --vresion. Did you mean --version? Known: --help, --version.")]
    [InlineData("compare --epocs 3", "kerasrnn compare has no option --epocs. Did you mean --epochs? Known: " + CompareOptions + ".")]
    [InlineData("compare --frobnicate", "kerasrnn compare has no option --frobnicate. Known: " + CompareOptions + ".")]
    [InlineData("compare --epocs=3", "kerasrnn compare has no option --epocs. Did you mean --epochs? Known: " + CompareOptions + ".")]
    [InlineData("compare --world elastic --seds 3", "kerasrnn compare has no option --seds. Did you mean --seeds? Known: " + CompareOptions + ".")]
    [InlineData("compare --epochs", "--epochs expects a value; got none. Write --epochs N.")]
    [InlineData("compare --data", "--data expects a value; got none. Write --data FILE.csv.")]
    [InlineData("compare --out ''", "kerasrnn compare got an empty value. Fill it in, or leave its option out.")]
    [InlineData("compare --epochs many", "--epochs expects a whole number; got \"many\". Write for example --epochs 20.")]
    [InlineData("compare --epochs 2.5", "--epochs expects a whole number; got \"2.5\". Write for example --epochs 20.")]
    [InlineData("compare --first-seed 99999999999", "--first-seed expects a whole number below 2147483648; got \"99999999999\". Write for example --first-seed 0.")]
    [InlineData("compare --learning-rate 0,001", "--learning-rate expects a number with a decimal point; got \"0,001\". Write for example --learning-rate 0.001.")]
    [InlineData("compare --epochs 3 4", "kerasrnn compare got \"4\", which belongs to no option. Leave it out, or write its option before it; kerasrnn compare --help lists them.")]
    [InlineData("compare --epochs 3 --epochs 4", "--epochs is given 2 times; expected once. Leave all but one out.")]
    [InlineData("compare --epochs 0", "--epochs expects a whole number of at least 1; got 0. Write for example --epochs 1.")]
    [InlineData("compare --window 0", "--window expects a whole number of at least 1; got 0. Write for example --window 1.")]
    [InlineData("compare --ahead 0", "--ahead expects a whole number of at least 1; got 0. Write for example --ahead 1.")]
    [InlineData("compare --batch 0", "--batch expects a whole number of at least 1; got 0. Write for example --batch 1.")]
    [InlineData("compare --hidden 99999", "--hidden expects a whole number of at most 8192; got 99999. Write for example --hidden 100.")]
    [InlineData("compare --seeds 0", "--seeds expects a whole number of at least 1; got 0. Write for example --seeds 1.")]
    [InlineData("compare --first-seed -1", "--first-seed expects a whole number of at least 0; got -1. Write for example --first-seed 0.")]
    [InlineData("compare --jobs 0", "--jobs expects a whole number of at least 1; got 0. Write for example --jobs 1.")]
    [InlineData("compare --learning-rate 0", "--learning-rate expects a number above 0; got 0. Write for example --learning-rate 0.001.")]
    [InlineData("compare --learning-rate NaN", "--learning-rate expects a number above 0; got NaN. Write for example --learning-rate 0.001.")]
    [InlineData("compare --world grvity", "There is no world \"grvity\". Did you mean \"gravity\"? Known worlds: no-walls, elastic, gravity, lossy, hidden, noisy, lorenz.")]
    [InlineData("compare --world elastic elastic", "--world expects every world once; got \"elastic\" twice. Leave one of them out.")]
    [InlineData("compare --models rn", "There is no model \"rn\". Did you mean \"rnn\"? Known: dense, conv1d, rnn, rnn-stacked; or give the path of a Keras JSON file that ends in .json.")]
    [InlineData("compare --models mine.json", "There is no file or folder \"mine.json\". Check the path.")]
    [InlineData("compare --models rnn rnn", "Two models are called \"rnn\". Leave one out, or rename its file: a report tells models apart by their names.")]
    [InlineData("compare --engine sim", "There is no engine \"sim\". Did you mean \"simd\"? Known: simd, tensorflow.")]
    [InlineData("compare --split 1,2", "--split expects three numbers of trajectories (200,50,50) or three shares of at most 100 % together (70%,15%,15%), of which only the second may be 0; got \"1,2\". Write one of the two.")]
    [InlineData("compare --split 300,50,50", "--split 300,50,50 needs 400 trajectories; elastic has 300. Give smaller numbers, or shares such as 70%,15%,15%.")]
    [InlineData("compare --split 200,0,50 --patience 3", "--patience watches the validation loss; --split 200,0,50 has no validation part. Give it one, such as 200,50,50 or 70%,15%,15%, or leave --patience out.")]
    [InlineData("compare --window 60", "No trajectory of elastic is long enough: of 300, none has the 61 points that the window and the steps ahead need. Use a smaller --window or --ahead.")]
    [InlineData("compare --data x.csv --world gravity", "compare expects --data or --world; got both. Leave one of them out.")]
    [InlineData("compare --id ball", "--id is about recorded data; compare got no --data. Name the files with --data, or leave --id out.")]
    [InlineData("compare --data no.csv", "There is no file or folder \"no.csv\". Check the path.")]
    [InlineData("generate", "kerasrnn generate expects --out FILE.csv; got none. Add --out FILE.csv.")]
    [InlineData("generate --out x.csv", "kerasrnn generate expects a world; got none. Name one; kerasrnn worlds lists them.")]
    [InlineData("generate moon --out x.csv", "There is no world \"moon\". Known worlds: no-walls, elastic, gravity, lossy, hidden, noisy, lorenz.")]
    [InlineData("generate gravity --count 0 --out x.csv", "--count expects a whole number of at least 1; got \"0\". Write for example --count 300.")]
    [InlineData("generate gravity --out no/x.csv", "\"no/x.csv\" cannot be written: Could not find a part of the path '{0}/no/x.csv'. Check the folder and its permissions.")]
    public async Task A_mistake_is_one_sentence(string line, string sentence)
    {
        Outcome outcome = await RunAsync(line.StartsWith("compare", StringComparison.Ordinal) && !line.Contains("--out", StringComparison.Ordinal) ? line + " --out results" : line);
        Assert.Equal((2, "", sentence.Replace("{0}", Folder, StringComparison.Ordinal) + "\n"), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_broken_line_is_named_with_file_line_and_column()
    {
        Write("balls.csv", "id,t,x,y", "0,0,0.1,0.2", "0,1,oops,0.3", "0,2,0.3,0.4");
        Outcome outcome = await RunAsync("compare --data balls.csv --out results");
        Assert.Equal((2, "balls.csv, line 3, column x: expected a number, got \"oops\". Mend or remove the line, or choose other columns with --coordinates A,B.\n"), (outcome.ExitCode, outcome.Error));
        Assert.Equal(["balls.csv"], Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("t,x;0,1;1,2;2.7,3;3.7,4", "balls.csv, line 4: 1.7 after the line before, where 1 is usual, but windows need equal times. Resample with --resample 1.")]
    [InlineData("t,x;0,1;1,Infinity", "balls.csv, line 3, column x: expected a finite number, got \"Infinity\". Remove the line, or leave the field empty and resample with --resample 1.")]
    [InlineData("t,x;0,1;1,2;1,3;2,3", "balls.csv, line 4: time 1 comes twice. Remove one of the two lines, or, if the file holds several trajectories, name their column with --id COLUMN.")]
    [InlineData("a,b b,c,d,e,f,g;1,2,3,4,5,6,7", "A trajectory has 1 to 6 coordinates; balls.csv has 7 columns of numbers (a, b b, c, d, e, f, g). Choose with --coordinates \"a,b b\".")]
    [InlineData("t,name;0,a;1,b", "balls.csv has no column of numbers besides id and time. Its columns: t, name. Choose with --coordinates A,B, --id COLUMN and --time COLUMN.")]
    public async Task What_mends_data_is_an_option(string lines, string sentence)
    {
        Write("balls.csv", lines.Split(';'));
        Outcome outcome = await RunAsync("compare --data balls.csv");
        Assert.Equal((2, sentence + "\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_answered_with_the_nearest()
    {
        Write("balls.csv", "ball,t,x,height", "0,0,0.1,0.2", "0,1,0.2,0.3");
        Outcome outcome = await RunAsync("compare --data balls.csv --coordinates x,hight");
        Assert.Equal((2, "balls.csv has no coordinate column \"hight\". Did you mean \"height\"? Its columns: ball, t, x, height.\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task An_unknown_layer_of_a_file_is_named()
    {
        Write("mine.json", """{"class_name": "Sequential", "config": {"layers": [{"class_name": "InputLayer", "config": {"batch_shape": [null, null, 2]}}, {"class_name": "Dens", "config": {"units": 2}}]}}""");
        Outcome outcome = await RunAsync("compare --models mine.json --out results");
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("\"mine.json\" is not a Keras model that can be compared: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("\"Dens\"", outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(PathOf("results")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_or_is_something_else_is_refused()
    {
        Write("file", "text");
        Directory.CreateDirectory(PathOf("photos"));
        Write("photos/cat.txt", "meow");
        Outcome underFile = await RunAsync(Small + " --out file/results"), other = await RunAsync(Small + " --out photos");
        Assert.Equal(2, underFile.ExitCode);
        Assert.Matches("^\"file/results\" cannot be written: .*\\. Make room or give another folder with --out\\.\n$", underFile.Error);
        Assert.Equal((2, "The folder \"photos\" should be empty or hold a comparison (settings.json); it holds \"cat.txt\". Give a new or empty folder with --out.\n"), (other.ExitCode, other.Error));
        Assert.Equal(["cat.txt"], Directory.GetFileSystemEntries(PathOf("photos")).Select(Path.GetFileName));
    }
}
