using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace KerasRnn.Cli.Options;

/// <summary>Options whose values are read strictly: 0,001 is no number, and a word where one belongs is answered with a sentence.</summary>
internal static class Values
{
    public static Option<int> Whole(string name, int fallback, string description, int least = int.MinValue) =>
        new(name) { HelpName = "N", Description = description, DefaultValueFactory = _ => fallback, CustomParser = result => Whole(result, fallback, least) ?? 0 };

    public static Option<int?> Whole(string name, string description, int example) =>
        new(name) { HelpName = "N", Description = description, CustomParser = result => Whole(result, example) };

    public static Option<double> Number(string name, string help, double fallback, string description) =>
        new(name) { HelpName = help, Description = description, DefaultValueFactory = _ => fallback, CustomParser = result => Number(result, fallback) ?? 0 };

    public static Option<double?> Number(string name, string help, string description, double example) =>
        new(name) { HelpName = help, Description = description, CustomParser = result => Number(result, example) };

    private static int? Whole(ArgumentResult result, int example, int least = int.MinValue)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least) return value;
        string expected = !Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 whole) ? "a whole number"
            : whole > int.MaxValue ? "a whole number below 2147483648" : $"a whole number of at least {least.ToString(CultureInfo.InvariantCulture)}";
        result.AddError(Sentence(result, expected, text, example));
        return null;
    }

    private static double? Number(ArgumentResult result, double example)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)) return value;
        result.AddError(Sentence(result, "a number with a decimal point", text, example));
        return null;
    }

    private static string Sentence(ArgumentResult result, string expected, string got, IFormattable example)
    {
        string name = (result.Parent as OptionResult)?.Option.Name ?? "";
        return string.Create(CultureInfo.InvariantCulture, $"{name} expects {expected}; got \"{got}\". Write for example {name} {example}.");
    }
}
