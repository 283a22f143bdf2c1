namespace KerasRnn.Experiments;

/// <summary>The data of one world and seed: made when a run first asks for them, let go when the last of those that joined has left.</summary>
internal sealed class SharedData(Func<RunData> make)
{
    private readonly Lock gate = new();
    private RunData? data;
    private int users;

    public RunData Value
    {
        get
        {
            lock (gate) return data ??= make();
        }
    }

    public void Join()
    {
        lock (gate) users++;
    }

    public void Leave()
    {
        lock (gate)
        {
            if (--users == 0) data = null;
        }
    }
}
