using System.Globalization;
using System.Text;
using CsCheck;

namespace KerasRnn.Trajectories.Tests;

public sealed class TrajectoryCsvTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kerasrnn-csv-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Save(string text, string name = "a.csv")
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private CsvRecording Read(string text, CsvOptions? options = null) => TrajectoryCsv.Read(Save(text), options);

    private string Sentence<T>(Func<object> read)
        where T : Exception => Assert.Throws<T>(read).Message.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(folder, "FOLDER", StringComparison.Ordinal);

    private static string Data(string file) => Path.Combine(Repository.Root, "data", file);

    public static TheoryData<string> Layouts => new(
        "id,t,x,y\n1,0,0.5,0.25\n1,0.5,0.75,1e-3\n2,0,1,2\n2,0.5,3,4\n",
        "id;t;x;y\r\n1;0;0.5;0.25\r\n1;0.5;0.75;1e-3\r\n2;0;1;2\r\n2;0.5;3;4",
        "ID\tTime (s)\tX\tY\n1\t0\t0.5\t0.25\n1\t0.5\t0.75\t1e-3\n2\t0\t1\t2\n2\t0.5\t3\t4\n",
        "trajectory|t|x|y\n1|0|0.5|0.25\n2|0|1|2\n1|0.5|0.75|1e-3\n2|0.5|3|4\n",
        "\uFEFF\"id\", \"t\", \"x\", \"y\"\n\n\"1\", 0, \"0.5\", 0.25\n1, 0.5, 0.75, +1e-3\n2, 0, 1, 2\n2, 0.5, 3, 4\n\n\n",
        "sep=;\nball_id;timestamp;x;y;what\n1;2020-01-01T00:00:00Z;0.5;0.25;out\n1;2020-01-01T00:00:00.5Z;0.75;1e-3;out\n2;2020-01-01 00:00:00;1;2;in\n2;2020-01-01 00:00:00.5;3;4;in\n");

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Layouts_are_found_out(string text)
    {
        TrajectorySet set = Read(text).Set;
        Assert.Equal(["1", "2"], set.Select(one => one.Id));
        Assert.Equal([0.5, 0.25, 0.75, 1e-3], set[0].Values.ToArray());
        Assert.Equal([1, 2, 3, 4], set[1].Values.ToArray());
        Assert.Equal(0.5, set.TimeStep);
        Assert.Equal(["X", "Y"], set.CoordinateNames.Select(name => name.ToUpperInvariant()));
    }

    [Fact]
    public void Without_header_a_rising_first_column_is_time()
    {
        CsvRecording read = Read("0.000;-0.436;0.985;0.250\n0.007;-0.434;0.943;0.248\n0.014;-0.433;0.908;0.242\n");
        Assert.Equal(["column 2", "column 3", "column 4"], read.Set.CoordinateNames);
        Assert.Equal(0.007, read.Set.TimeStep!.Value, 1e-15);
        Assert.Equal("1 file, delimiter \";\", without header; id: the file; time: column 1; coordinates: column 2, column 3, column 4.", read.Report.ToString());
    }

    [Fact]
    public void Without_header_a_first_column_that_does_not_rise_is_a_coordinate()
    {
        CsvRecording read = Read("0.5,0.2\n0.6,0.3\n0.4,0.4\n");
        Assert.Equal(2, read.Set.Coordinates);
        Assert.Null(read.Set.TimeStep);
    }

    [Fact]
    public void Without_header_a_first_column_of_repeated_text_is_the_id()
    {
        CsvRecording read = Read("red,0,0.5\nred,1,0.4\nblue,0,0.1\nblue,1,0.2\n");
        Assert.Equal(["red", "blue"], read.Set.Select(one => one.Id));
        Assert.Equal(["column 3"], read.Set.CoordinateNames);
        Assert.Equal("column 2", read.Report.Time);
    }

    [Fact]
    public void After_an_id_the_next_column_may_count_up() =>
        Assert.Equal("n", Read("ball_id,n,x\n1,5,0.5\n1,6,0.4\n2,5,0.1\n2,6,0.2\n").Report.Time);

    [Fact]
    public void A_single_column_is_a_coordinate_and_its_blank_lines_are_missing_values()
    {
        Assert.Equal([1, 2, 3], Read("1\n2\n3\n\n").Set[0].Values.ToArray());
        Assert.Equal([1, 2, 3, 4], Read("x\n1\n\n3\n4\n", new CsvOptions { Resample = 1 }).Set[0].Values.ToArray());
        Assert.Equal("a.csv, line 3, column x: the value is missing. Fill it in, or resample with Resample = 1.", Sentence<FormatException>(() => Read("x\n1\n\n3\n")));
    }

    [Fact]
    public void A_delimiter_may_be_given() =>
        Assert.Equal([1, 2, 3, 5], Read("t x y\n0 1 2\n1 3 5\n", new CsvOptions { Delimiter = ' ' }).Set[0].Values.ToArray());

    [Fact]
    public void Columns_are_chosen_by_name_or_number()
    {
        TrajectorySet set = Read("1,0.1,7,a\n2,0.2,8,a\n3,0.3,9,b\n", new CsvOptions { Id = "4", Time = "1", Coordinates = ["3", "column 2"] }).Set;
        Assert.Equal(["a", "b"], set.Select(one => one.Id));
        Assert.Equal([7, 0.1, 8, 0.2], set[0].Values.ToArray());
        Assert.Equal(["Q"], Read("t,Q,x\n0,1,2\n1,2,3\n", new CsvOptions { Coordinates = ["q"] }).Set.CoordinateNames);
    }

    [Fact]
    public void A_column_chosen_as_coordinate_is_not_time() =>
        Assert.Equal(["t"], Read("t,x\n0,1\n1,5\n", new CsvOptions { Coordinates = ["t"] }).Set.CoordinateNames);

    [Fact]
    public void A_first_column_that_counts_up_is_time_and_one_that_jumps_is_not()
    {
        Assert.Equal("year", Read("year,x\n1990,1\n1992,5\n1994,2\n").Report.Time);
        Assert.Null(Read("year,x\n1990,1\n1992,5\n1993,2\n").Report.Time);
    }

    [Fact]
    public void Text_empty_columns_and_row_numbers_are_left_out_and_reported()
    {
        CsvRecording read = Read("id,x,remark,empty\n7,0.1,good,\n3,0.2,bad,\n9,0.3,,NA\n");
        Assert.Equal(["x"], read.Set.CoordinateNames);
        Assert.Equal(
        [
            "Column \"id\" differs in every row, so it tells no trajectories apart; it is left out.",
            "Column \"remark\" holds text and is left out.",
            "Column \"empty\" is empty and is left out.",
        ], read.Report.Notes);
    }

    [Fact]
    public void A_folder_is_one_trajectory_per_file_and_leaves_out_what_looks_different()
    {
        for (int i = 0; i < 3; i++)
            Save($"0;{i};1\n1;{i};2\n2;{i};4\n", $"00{i}.csv");
        Save("file,spin\n0,1\n1,2\n", "index.csv");
        Save("", "empty.CSV");
        Save("not a csv", "readme.txt");
        CsvRecording read = TrajectoryCsv.Read(folder);
        Assert.Equal(["000", "001", "002"], read.Set.Select(one => one.Id));
        Assert.Equal(["empty.CSV holds no rows and is left out.", "index.csv does not look like the other files and is left out."],
            read.Report.Notes.Select(note => note.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)));
        Assert.Equal(3, TrajectoryCsv.Read(Directory.GetFiles(folder, "*.csv")).Set.Count);
    }

    [Fact]
    public void Ids_of_several_files_carry_the_files_name()
    {
        string[] files = [Save("id,x\n1,0\n1,1\n2,5\n2,6\n", "a.csv"), Save("id,x\n1,0\n1,3\n", "b.csv")];
        Assert.Equal(["a/1", "a/2", "b/1"], TrajectoryCsv.Read(files).Set.Select(one => one.Id));
    }

    [Fact]
    public void Sunspots_are_one_long_recording_by_year()
    {
        TrajectorySet set = TrajectoryCsv.Read(Data("sunspots.csv")).Set;
        Assert.Equal("sunspots.csv: 1 trajectory of 309 points, coordinates SUNACTIVITY, time step 1", set.ToString());
        Assert.Equal((5.0, 2.9, 1700.0), (set[0][0, 0], set[0][308, 0], set[0].StartTime));
        Assert.Equal("train 1 trajectory (216 points), validation 1 trajectory (47 points), test 1 trajectory (46 points)", set.SplitInTime(0.7, 0.15, 0.15).ToString());
    }

    [Fact]
    public void Sensor_motes_are_four_trajectories_whose_readings_start_again()
    {
        var (set, report) = TrajectoryCsv.Read(Data("sensor-motes.csv"), new CsvOptions { Id = "mote_id", Coordinates = ["humidity", "temperature"] });
        Assert.Equal("sensor-motes.csv: 4 trajectories of 4417 to 5041 points, coordinates humidity, temperature, time step 1", set.ToString());
        Assert.Equal("reading", report.Time);
        Assert.Equal([45.93, 27.97, 45.9, 27.95], set[0].Values[..4].ToArray());
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same_numbers()
    {
        string path = Path.Combine(folder, "out.csv");
        foreach (World world in Worlds.All)
        {
            TrajectorySet set = world.Generate(5, 40, seed: 3);
            TrajectoryCsv.Write(set, path);
            TrajectorySet back = TrajectoryCsv.Read(path).Set;
            Assert.Equal(set.TimeStep, back.TimeStep);
            Assert.Equal(set.CoordinateNames, back.CoordinateNames);
            for (int i = 0; i < set.Count; i++)
                Assert.Equal(set[i].Values, back[i].Values);
        }
    }

    [Fact]
    public void Any_number_and_any_id_survives_the_round_trip() => Gen.Select(Gen.Double.Array[12], Gen.String[1, 8], Gen.Bool).Sample((values, name, timed) =>
    {
        double[] finite = [.. values.Select(value => double.IsFinite(value) ? value : 0)];
        // Blanks around an id are trimmed, control characters end lines, and NaN is a missing id: such ids are not kept.
        string id = "#" + string.Concat(name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && !char.IsWhiteSpace(c))) + "\",;";
        string path = Path.Combine(folder, $"{Environment.CurrentManagedThreadId}.csv");
        TrajectoryCsv.Write(new TrajectorySet([new Trajectory(id, finite, 2, timed ? 0.04 : null)], ["p", "q,\"r"]), path);
        TrajectorySet back = TrajectoryCsv.Read(path, new CsvOptions { Id = "id" }).Set;
        Assert.Equal(id, back[0].Id);
        Assert.Equal(finite, back[0].Values.ToArray());
        Assert.Equal(["p", "q,\"r"], back.CoordinateNames);
    }, iter: 200);

    [Fact]
    public void Writing_leaves_nothing_half_written()
    {
        string path = Path.Combine(folder, "nowhere", "out.csv");
        Assert.Matches("^\"nowhere.out.csv\" cannot be written: .*\\. Check the folder and its permissions\\.$",
            Sentence<IOException>(() => { TrajectoryCsv.Write(Worlds.Elastic.Generate(1, 3), path); return 0; }));
        string busy = Directory.CreateDirectory(Path.Combine(folder, "busy.csv")).FullName;
        Assert.Throws<IOException>(() => TrajectoryCsv.Write(Worlds.Elastic.Generate(1, 3), busy));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Resampling_interpolates_linearly()
    {
        TrajectorySet set = Read("t,x\n0,0\n1,10\n3,30\n3.5,0\n", new CsvOptions { Resample = 0.5 }).Set;
        Assert.Equal([0, 5, 10, 15, 20, 25, 30, 0], set[0].Values.ToArray());
        Assert.Equal(0.5, set.TimeStep);
    }

    [Fact]
    public void Resampling_regular_times_with_their_own_step_changes_nothing() => Gen.Select(Gen.Double[-5, 5].Array[2, 50], Gen.Int[1, 999]).Sample((values, step) =>
    {
        double dt = step / 1000.0;
        var text = new StringBuilder("t,x\n");
        for (int i = 0; i < values.Length; i++)
            text.AppendLine(CultureInfo.InvariantCulture, $"{i * dt:R},{values[i]:R}");
        string path = Save(text.ToString(), $"{Environment.CurrentManagedThreadId}.csv");
        double[] back = TrajectoryCsv.Read(path, new CsvOptions { Resample = dt }).Set[0].Values.ToArray();
        Assert.Equal(values.Length, back.Length);
        for (int i = 0; i < back.Length; i++)
            Assert.Equal(values[i], back[i], 1e-9);
    }, iter: 100);

    [Fact]
    public void A_gap_above_4_intervals_cuts_and_one_of_4_does_not()
    {
        CsvRecording read = Read("t,x\n0,0\n1,1\n5,5\n6,6\n10.5,0\n11.5,1\n20,7\n", new CsvOptions { Resample = 1 });
        Assert.Equal(["a/1", "a/2"], read.Set.Select(one => one.Id));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], read.Set[0].Values.ToArray());
        Assert.Equal([0, 1], read.Set[1].Values.ToArray());
        Assert.Equal(10.5, read.Set[1].StartTime);
        Assert.Equal(["2 gaps above 4 intervals cut trajectories into pieces.", "1 piece shorter than a step is left out."], read.Report.Notes);
    }

    [Fact]
    public void Missing_values_and_times_are_bridged_by_resampling()
    {
        CsvRecording read = Read("t,x,y\n0,0,0\n1,NA,1\n,5,5\n2,2,\n3,3,6\n", new CsvOptions { Resample = 1 });
        Assert.Equal([0, 0, 1, 2, 2, 4, 3, 6], read.Set[0].Values.ToArray());
        Assert.Equal(["3 points have a missing value and are bridged by resampling."], read.Report.Notes);
    }

    [Fact]
    public void Few_times_that_come_twice_are_averaged_by_resampling()
    {
        string text = "t,x\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},{i}\n")) + "19,21\n";
        CsvRecording read = Read(text, new CsvOptions { Resample = 1 });
        Assert.Equal(20, read.Set[0][19, 0]);
        Assert.Equal(["1 time comes twice; the mean of the two points is taken."], read.Report.Notes);
    }

    [Fact]
    public void Times_written_with_few_digits_are_regular_enough()
    {
        TrajectorySet set = Read("t,x\n0,1\n0.033,2\n0.067,3\n0.1,4\n0.133,5\n0.167,6\n0.2,7\n").Set;
        Assert.Equal(1.0 / 30, set.TimeStep!.Value, 1e-15);
    }

    [Fact]
    public void A_column_of_text_that_repeats_may_be_the_id_of_another_language() =>
        Assert.Equal(["Column \"Kugel\" holds text and is left out; if it tells trajectories apart, choose it with Id = \"Kugel\"."], Read("Kugel,x\na,1\na,2\nb,3\nb,4\n").Report.Notes);

    public static TheoryData<string, CsvOptions?, string> Broken => new()
    {
        { "", null, "a.csv is empty; expected rows of numbers. Leave it out." },
        { "\n\n", null, "a.csv is empty; expected rows of numbers. Leave it out." },
        { "t,x\n", null, "a.csv holds a header but no rows; expected rows of numbers. Leave it out." },
        { "t,x\n0,1\n1,2,3\n2,3\n", null, "a.csv, line 3: expected 2 fields as in the first line, got 3. Mend or remove the line." },
        { "x\n1\n2,3\n", null, "a.csv, line 3: expected 1 field as in the first line, got 2. Mend or remove the line." },
        { "t,x\n0,1\n\n1\n2,3\n", null, "a.csv, line 4: expected 2 fields as in the first line, got 1. Mend or remove the line." },
        { "t,x\n0,1\n1,abc\n2,3\n", null, "a.csv, line 3, column x: expected a number, got \"abc\". Mend or remove the line, or choose other columns with Coordinates = [...]." },
        { "t;x\n0;1\n1;2\n2;0,5\n", null, "a.csv, line 4, column x: expected a number, got \"0,5\". Write the decimal point as a point." },
        { "t;x\n0;0,5\n1;0,25\n2;NA\n", null, "a.csv, column x: expected numbers with a decimal point, got \"0,5\". Write the decimal point as a point, or choose other columns with Coordinates = [...]." },
        { "t,x\n0,1\n86400,1\n172800,2\n345600,3\n", null, "a.csv, line 5: 172800 after the line before, where 86400 is usual, but windows need equal times. Resample with Resample = 86400." },
        { "t,x\n0,1\nx,2\n2,3\n", new CsvOptions { Time = "t" }, "a.csv, line 3, column t: expected a number, got \"x\". Mend or remove the line, or choose other columns with Coordinates = [...]." },
        { "t,x\n0,1\n1,Infinity\n", null, "a.csv, line 3, column x: expected a finite number, got \"Infinity\". Remove the line, or leave the field empty and resample with Resample = 1." },
        { "t,x\n0,1\n1,1e999\n", null, "a.csv, line 3, column x: expected a finite number, got \"1e999\". Remove the line, or leave the field empty and resample with Resample = 1." },
        { "t,x\n0,1\n1,-inf\n", null, "a.csv, line 3, column x: expected a finite number, got \"-inf\". Remove the line, or leave the field empty and resample with Resample = 1." },
        { "t,x\n0,1\n0.5,NaN\n1,2\n", null, "a.csv, line 3, column x: the value is missing. Fill it in, or resample with Resample = 0.5." },
        { "t,x\n0,1\n0.5,3\n,2\n", null, "a.csv, line 4, column t: the value is missing. Fill it in, or resample with Resample = 0.5." },
        { "id,t,x\n1,0,1\n1,1,1\n,0,2\n", null, "a.csv, line 4, column id: the id is missing, so the row belongs to no trajectory. Fill it in, or remove the line." },
        { "t,x\n0,1\n1,2\n1,3\n2,3\n", null, "a.csv, line 4: time 1 comes twice. Remove one of the two lines, or, if the file holds several trajectories, name their column with Id = \"...\"." },
        { "id,t,x\n5,0,1\n5,1,2\n5,1,3\n", new CsvOptions { Id = "id", Resample = 1 }, "a.csv, line 4: time 1 comes twice in trajectory \"5\". Remove one of the two lines." },
        { "t,x\n0,1\n1,2\n0.5,3\n2,3\n", new CsvOptions { Resample = 1 }, "a.csv, line 4: time goes back from 1 to 0.5. Sort the lines by time, or, if the file holds several trajectories, name their column with Id = \"...\"." },
        { "t,x\n0,1\n1,2\n2,3\n2.7,3\n3.7,4\n", null, "a.csv, line 5: 0.7 after the line before, where 1 is usual, but windows need equal times. Resample with Resample = 1." },
        { "id,t,x\n1,0,1\n1,1,2\n2,0,3\n2,2,4\n", null, "a.csv: the points of trajectory \"2\" are 2 apart, those of others 1, but windows need equal times. Resample all with Resample = 2." },
        { "t,x\n0,1\n1,\"2\n2,3\n", null, "a.csv, line 3: a quote is opened and never closed, or stands inside a field. Mend the line." },
        { "t 0 1\n0 1 2\n1 2 3\n", null, "a.csv separates its fields by spaces; expected commas, semicolons, tabs or bars. Replace the spaces, or set the delimiter to a space." },
        { "0;1\n1;x\n2;3\n", null, "a.csv, line 2, column 2: expected a number, got \"x\". Mend or remove the line, or choose other columns with Coordinates = [...]." },
        { "PK\u0003\u0004...", null, "a.csv is a zip archive, not a CSV file. Unzip it and name the folder." },
        { "t,x\n0,1\n9,2\n", new CsvOptions { Resample = 20 }, "No trajectory is left; expected two points or more that are at least a step apart. 1 piece shorter than a step is left out. Give longer recordings, or resample with a shorter step." },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void A_broken_file_is_a_sentence_with_file_and_line(string text, CsvOptions? options, string sentence) =>
        Assert.Equal(sentence, Sentence<FormatException>(() => Read(text, options)));

    public static TheoryData<string, CsvOptions, string> Wrong => new()
    {
        { "t,humid,temp\n0,1,2\n", new CsvOptions { Coordinates = ["humd"] }, "a.csv has no coordinate column \"humd\". Did you mean \"humid\"? Its columns: t, humid, temp." },
        { "t,x\n0,1\n", new CsvOptions { Id = "i" }, "a.csv has no id column \"i\". Did you mean \"t\"? Its columns: t, x." },
        { "t,x,x\n0,1,2\n", new CsvOptions { Coordinates = ["x"] }, "a.csv has several columns \"x\", so the coordinate column is not clear. Rename one of them, or choose it by its number from 1." },
        { "t,x\n0,1\n", new CsvOptions { Time = "x", Coordinates = ["x"] }, "Column \"x\" is chosen for two purposes. Choose each column once." },
        { "t,x\n0,1\n", new CsvOptions { Coordinates = [] }, "A trajectory has 1 to 6 coordinates; 0 were chosen. Name at least one column, or none at all to take every column of numbers." },
        { "a,b,c,d,e,f,g\n1,2,3,4,5,6,7\n", new CsvOptions(), "A trajectory has 1 to 6 coordinates; a.csv has 7 columns of numbers (a, b, c, d, e, f, g). Choose with Coordinates = [\"a\", \"b\"]." },
        { "t,name\n0,a\n1,b\n", new CsvOptions(), "a.csv has no column of numbers besides id and time. Its columns: t, name. Choose with Coordinates = [...], Id = \"...\" and Time = \"...\"." },
        { "t,x\n0,1\n", new CsvOptions { Resample = 0 }, "Resampling expects a positive step; got 0. Give the time between two points, for example 0.01." },
        { "t,x\n0,1\n1,2\n", new CsvOptions { Resample = 1e-9 }, "a.csv: resampling would give trajectory \"a\" 1E+09 points. Use a longer step." },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_wrong_choice_is_a_sentence(string text, CsvOptions options, string sentence) => Assert.Equal(sentence, Sentence<ArgumentException>(() => Read(text, options)));

    [Fact]
    public void A_damaged_file_is_read_or_refused_by_a_sentence_but_never_crashes()
    {
        string whole = "id,t,x,y\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i / 6},{0.1 * (i % 6):0.0},{i * 0.37:0.00},{-i}\n"));
        Gen<char> character = Gen.Char[",;\n\r\"\t|-.09eN \0é\uFEFF∞"];
        Gen.Select(Gen.Select(Gen.Int[0, whole.Length - 1], character).Array[1, 6], Gen.Bool, Gen.Int[0, whole.Length]).Sample((damage, resample, end) =>
        {
            char[] text = whole.ToCharArray();
            foreach (var (place, other) in damage)
                text[place] = other;
            string path = Save(new string(text)[..end], $"{Environment.CurrentManagedThreadId}.csv");
            try
            {
                TrajectorySet set = TrajectoryCsv.Read(path, new CsvOptions { Resample = resample ? 0.1 : null }).Set;
                Assert.All(set, one => Assert.All(one.Values.ToArray(), value => Assert.True(double.IsFinite(value))));
            }
            catch (Exception sentence) when (sentence is FormatException or ArgumentException)
            {
                Assert.EndsWith(".", sentence.Message);
            }
        }, iter: 3000);
    }

    [Fact]
    public void Paths_that_lead_nowhere_are_sentences()
    {
        Assert.Equal("There is no file or folder \"b.csv\". Check the path.", Sentence<FileNotFoundException>(() => TrajectoryCsv.Read(Path.Combine(folder, "b.csv"))));
        Assert.Equal("Folder \"FOLDER\" holds no .csv file. Name the folder that holds them, or the files themselves.", Sentence<FileNotFoundException>(() => TrajectoryCsv.Read(folder)));
        Assert.Equal("Recorded trajectories expect at least one file or folder; got none. Name a CSV file, or a folder of them.", Sentence<ArgumentException>(() => TrajectoryCsv.Read(Array.Empty<string>())));
    }

    [Fact]
    public void Two_files_of_different_kinds_are_a_sentence()
    {
        string[] files = [Save("t,x\n0,1\n1,2\n", "a.csv"), Save("t,y\n0,1\n1,2\n", "b.csv")];
        Assert.Equal("b.csv does not look like a.csv: it has other columns. Read files of different kinds one kind at a time.", Sentence<FormatException>(() => TrajectoryCsv.Read(files)));
    }

    [Fact]
    public void A_broken_line_in_one_of_many_files_is_not_left_out()
    {
        for (int i = 0; i < 3; i++)
            Save("0,1,5\n1,2,6\n" + (i == 1 ? "2,3\n" : "2,3,7\n"), $"{i}.csv");
        Assert.Equal("1.csv, line 3: expected 3 fields as in the first line, got 2. Mend or remove the line.", Sentence<FormatException>(() => TrajectoryCsv.Read(folder)));
    }
}
