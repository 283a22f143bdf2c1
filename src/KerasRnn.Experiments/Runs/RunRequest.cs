using System.Text.Json;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments.Runs;

/// <summary>
/// One run as plain data: it goes through JSON and gives the same record, but for its seconds, in any process that has the same files.
/// </summary>
/// <example><code>
/// foreach (RunRequest request in comparison.Plan().Requests())
///     store.Append(RunRequest.FromJson(request.ToJson()).Execute());
/// </code></example>
public sealed record RunRequest
{
    /// <summary>What decides the numbers; recorded data by their files and what these held.</summary>
    public required RunSettings Settings { get; init; }

    /// <summary>The world that trajectories are generated from; null where <see cref="RunSettings.Data"/> names files.</summary>
    public World? World { get; init; }

    /// <summary>Seed of data, weights, shuffles and shares.</summary>
    public required int Seed { get; init; }

    /// <summary>The name of the contender: a network, a baseline or the physics oracle.</summary>
    public required string Contender { get; init; }

    /// <summary>What the contender is.</summary>
    public ContenderKind Kind { get; init; }

    /// <summary>The network as Keras JSON; null for the library's own.</summary>
    public string? Architecture { get; init; }

    /// <summary>The request as JSON, in one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunJson.Line.RunRequest);

    /// <summary>The request that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">It is no request.</exception>
    public static RunRequest FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize(json, RunJson.Line.RunRequest) is { Settings.IsWhole: true, Contender: not null } request && (request.World is not null || request.Settings.Data.Count > 0)
                ? request
                : throw Throw.NotARequest();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            throw Throw.NotARequest(e);
        }
    }
}
