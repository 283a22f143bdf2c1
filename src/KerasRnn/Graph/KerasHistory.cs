namespace KerasRnn.Graph;

/// <summary>Where a tensor of a functional model comes from: the rooms above know which layer made it, this one only its name.</summary>
internal abstract class KerasHistory
{
    /// <summary>The name of what makes the tensor.</summary>
    public abstract string Name { get; }
}
