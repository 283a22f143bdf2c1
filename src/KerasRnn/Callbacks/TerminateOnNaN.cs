using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Ends training when the loss of the epoch so far becomes NaN or infinite.</summary>
/// <param name="raiseError">Whether to throw instead of ending quietly.</param>
public sealed class TerminateOnNaN(bool raiseError = false) : Callback
{
    /// <summary>Whether it throws instead of ending quietly.</summary>
    public bool RaiseError { get; } = raiseError;

    internal TextWriter? Output { get; init; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The loss is not finite, and <see cref="RaiseError"/> is set.</exception>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (!logs.TryGetValue("loss", out double loss) || double.IsFinite(loss)) return;
        if (RaiseError)
        {
            throw Throw.Operation($"NaN or Inf loss encountered at batch {batch}. Loss value: {PythonNumber.Repr(loss)}. Terminating training immediately.");
        }

        (Output ?? Console.Out).Write($"Batch {batch}: Invalid loss, terminating training\n");
        Model.StopTraining = true;
    }
}
