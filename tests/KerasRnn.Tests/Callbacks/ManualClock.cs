namespace KerasRnn.Tests.Callbacks;

/// <summary>A clock that a test sets, or that goes on by a tick at every reading.</summary>
internal sealed class ManualClock(double tick = 0) : TimeProvider
{
    public double Seconds { get; set; }

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp()
    {
        Seconds += tick;
        return (long)Math.Round(Seconds * TimestampFrequency);
    }
}
