namespace KerasRnn.Goldens;

/// <summary>The command line.</summary>
internal sealed record Arguments(string Folder, EngineChoice Engine, IReadOnlyCollection<string> Only, bool ShowsWorst)
{
    public static Arguments Parse(string[] args)
    {
        string? folder = null;
        EngineChoice engine = EngineChoice.Reference;
        HashSet<string> only = [];
        bool worst = false;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--engine" when i + 1 < args.Length:
                    engine = EngineChoice.Parse(args[++i]);
                    break;
                case "--only" when i + 1 < args.Length:
                    while (i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal)) only.Add(args[++i]);
                    break;
                case "--worst":
                    worst = true;
                    break;
                case string option when option.StartsWith("--", StringComparison.Ordinal):
                    throw new ArgumentException($"The goldens expect --engine NAME, --only FAMILY... or --worst; got \"{option}\".");
                case string value when folder is null:
                    folder = value;
                    break;
                default:
                    throw new ArgumentException($"The goldens expect one folder; got \"{folder}\" and \"{args[i]}\".");
            }
        }

        return new Arguments(folder ?? throw new ArgumentException("The goldens expect a folder; got none."), engine, only, worst);
    }
}
