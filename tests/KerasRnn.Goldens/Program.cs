using KerasRnn.Goldens;

const string Usage = "usage: KerasRnn.Goldens FOLDER [--engine reference|simd] [--only FAMILY...] [--worst]";
try
{
    Arguments arguments = Arguments.Parse(args);
    int failed = 0;
    foreach ((string family, string path) in GoldenRunner.Families(arguments.Folder))
    {
        if (arguments.Only.Count > 0 && !arguments.Only.Contains(family)) continue;
        FamilyResult result = GoldenRunner.Run(family, path, arguments.Engine);
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
