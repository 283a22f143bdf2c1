namespace KerasRnn.Trajectories.Physics;

/// <summary>What a generated trajectory really did: hidden from models, read by the physics oracle.</summary>
internal abstract class Truth
{
    /// <summary>
    /// Starts from the true state at recorded point <paramref name="point"/> and writes the true positions of the following points,
    /// <paramref name="skip"/> first ones left out, until <paramref name="positions"/> is full.
    /// </summary>
    public abstract void Continue(int point, int skip, Span<double> positions);
}
