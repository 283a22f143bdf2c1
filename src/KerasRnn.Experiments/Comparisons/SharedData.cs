using System.Text.Json;
using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments;

/// <summary>The data of a run, shared with the runs of the same world and seed; the files they come from are shared by all seeds.</summary>
[StackTraceHidden]
internal sealed class SharedData : IDisposable
{
    private readonly Held<CsvRecording>? recording;
    private readonly Held<RunData> data;

    public SharedData(RunRequest request)
    {
        RunSettings settings = request.Settings;
        recording = settings.Data.Count == 0 ? null : Recording(settings);

        // What only training or measuring looks at is the same in all keys; what nobody thought of here tells data apart needlessly, never wrongly together.
        RunSettings ofData = settings with { Epochs = 0, Batch = 0, LearningRate = 0, Hidden = 0, Patience = null, Engine = "", Threshold = 0 };
        data = new((request with { Contender = "", Kind = default, Architecture = null, Settings = ofData }).ToJson(), [StackTraceHidden] () => recording is null
            ? RunData.Of(settings, request.World!, request.Seed)
            : RunData.Of(settings, recording.Value, request.Seed));
    }

    public RunData Value => data.Value;

    /// <summary>The recorded trajectories that settings name, as they were when the settings were made.</summary>
    public static Held<CsvRecording> Recording(RunSettings settings)
    {
        CsvOptions options = new() { Id = settings.Id, Time = settings.Time, Coordinates = settings.Coordinates.Count == 0 ? null : settings.Coordinates, Resample = settings.Resample };
        RunSettings ofFiles = new() { Data = settings.Data, Id = settings.Id, Time = settings.Time, Coordinates = settings.Coordinates, Resample = settings.Resample };
        return new(JsonSerializer.Serialize(ofFiles, RunJson.Line.RunSettings), [StackTraceHidden] () =>
        {
            foreach (DataFile file in settings.Data)
            {
                if (DataFile.Of(file.Path).Sha256 != file.Sha256) throw Throw.OtherContent(file.Path);
            }

            return TrajectoryCsv.Read(settings.Data.Select(d => d.Path), options);
        });
    }

    public void Dispose()
    {
        data.Dispose();
        recording?.Dispose();
    }
}
