using System.Collections;

namespace KerasRnn;

/// <summary>Tensors and, beside each, the mask that it carries: numbers [batch, time], 0 for a step to be skipped; null where all steps count.</summary>
/// <remarks>
/// The two lists are parallel. A mask belongs to a place and not to a tensor, since a layer may return the very tensor that it was given and yet drop its mask.
/// </remarks>
public sealed class MaskedTensors : IReadOnlyList<KerasTensor>
{
    private readonly IReadOnlyList<KerasTensor> tensors;

    /// <summary>Puts tensors and masks side by side.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="masks">A mask or null for each; none of them has one unless given.</param>
    /// <exception cref="ArgumentException">There are more masks than tensors, or fewer.</exception>
    public MaskedTensors(IReadOnlyList<KerasTensor> tensors, IReadOnlyList<KerasTensor?>? masks = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Contains(null!)) throw Throw.Argument("Expected tensors; got null among them.");
        this.tensors = tensors;
        Masks = masks ?? new KerasTensor?[tensors.Count];
        if (Masks.Count != tensors.Count) throw Throw.Argument($"Masks stand beside tensors; got {Throw.Count(Masks.Count, "mask")} for {Throw.Count(tensors.Count, "tensor")}. Give null where there is none.");
    }

    /// <summary>The masks.</summary>
    public IReadOnlyList<KerasTensor?> Masks { get; }

    /// <inheritdoc/>
    public int Count => tensors.Count;

    /// <inheritdoc/>
    public KerasTensor this[int index] => tensors[index];

    /// <inheritdoc/>
    public IEnumerator<KerasTensor> GetEnumerator() => tensors.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
