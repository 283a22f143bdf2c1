namespace KerasRnn.Goldens.TrainingCases;

/// <summary>A clock that stands where it is set.</summary>
internal sealed class ManualClock : TimeProvider
{
    public double Seconds { get; set; }

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => (long)Math.Round(Seconds * TimestampFrequency);
}
