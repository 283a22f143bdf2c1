namespace KerasRnn;

/// <summary>Where the batches of an epoch come from: arrays in an order, or a stream.</summary>
internal abstract class BatchSource
{
    /// <summary>The number of batches of an epoch, or null if only the stream knows.</summary>
    public abstract int? Steps { get; }

    /// <summary>The shapes of the present batch.</summary>
    public abstract StepShapes Shapes { get; }

    /// <summary>The rows of the present batch.</summary>
    public abstract int BatchSize { get; protected set; }

    /// <summary>Starts an epoch.</summary>
    public abstract void Begin(int epoch);

    /// <summary>Goes to the next batch; false at the end of the epoch.</summary>
    public abstract bool Next();

    /// <summary>Copies the present batch into a prepared program.</summary>
    public abstract void Fill(ModelStep step);

    /// <summary>Lets go what the batches were read from.</summary>
    public virtual void Close()
    {
    }
}
