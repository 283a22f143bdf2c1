using System.Text.Json.Serialization;

namespace KerasRnn.Experiments.Runs;

/// <summary>How a run ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>Trained and measured.</summary>
    [JsonStringEnumMemberName("ok")] Ok,

    /// <summary>The loss or a prediction left the finite numbers. A result like any other: it counts as horizon 0.</summary>
    [JsonStringEnumMemberName("diverged")] Diverged,

    /// <summary>An error ended it before it had a result; the next call with the same folder tries again.</summary>
    [JsonStringEnumMemberName("failed")] Failed,
}
