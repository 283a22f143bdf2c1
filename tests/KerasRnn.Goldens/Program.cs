using KerasRnn.Goldens;

const string Usage = "usage: KerasRnn.Goldens FOLDER [--engine reference|simd|tensorflow] [--only FAMILY...] [--worst]";
try
{
    Arguments arguments = Arguments.Parse(args);
    int failed = 0;
    foreach ((string family, string path) in GoldenRunner.Families(arguments.Folder, arguments.Only))
    {
        FamilyResult result;
        try
        {
            result = GoldenRunner.Run(family, path, arguments.Engine);
        }
        catch (InvalidDataException e)
        {
            Console.Error.WriteLine(e.Message);
            continue;
        }

        Console.WriteLine(result);
        foreach ((string reason, int count) in result.SkipReasons) Console.WriteLine($"  skipped {count}: {reason}");
        foreach (CaseResult failure in result.Failed) Console.WriteLine($"  FAILED {failure.Name}: {failure.Reason}");
        if (arguments.ShowsWorst)
        {
            foreach (CaseResult near in result.Cases.OrderByDescending(c => c.Worst).Take(3)) Console.WriteLine($"  {near.Worst:G3} {near.Name}: {near.WorstOf}");
        }

        failed += result.Failed.Count();
    }

    return failed == 0 ? 0 : 1;
}
catch (Exception e) when (e is ArgumentException or InvalidDataException or IOException or System.Text.Json.JsonException)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine(Usage);
    return 2;
}
