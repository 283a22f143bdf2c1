namespace KerasRnn.Graph;

/// <summary>A list of axes that compares by content, so that records holding one do.</summary>
public sealed class Axes : IEquatable<Axes>
{
    private readonly int[] axes;

    /// <summary>Makes a list of axes.</summary>
    public Axes(params ReadOnlySpan<int> axes) => this.axes = axes.ToArray();

    /// <summary>How many there are.</summary>
    public int Count => axes.Length;

    /// <summary>One of them.</summary>
    public int this[int index] => axes[index];

    /// <summary>All of them.</summary>
    public ReadOnlySpan<int> Span => axes;

    /// <summary>Whether an axis is among them.</summary>
    public bool Contains(int axis) => Array.IndexOf(axes, axis) >= 0;

    /// <inheritdoc/>
    public bool Equals(Axes? other) => other is not null && axes.AsSpan().SequenceEqual(other.axes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Axes);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int axis in axes) hash.Add(axis);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => "(" + string.Join(", ", axes) + ")";
}
