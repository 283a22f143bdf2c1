using System.Text.Json.Serialization;

namespace KerasRnn.Experiments.Runs;

/// <summary>What a contender is, which decides how it is drawn and whether it can win.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ContenderKind>))]
public enum ContenderKind
{
    /// <summary>A trained network.</summary>
    [JsonStringEnumMemberName("model")] Model,

    /// <summary>A rule without a network (persistence, constant velocity, a linear fit, ...). It may win, and then the verdict says so.</summary>
    [JsonStringEnumMemberName("baseline")] Baseline,

    /// <summary>The physics itself, started from the true state: a reference line, never the winner.</summary>
    [JsonStringEnumMemberName("oracle")] Oracle,
}
