using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasRnn.Graph;

/// <summary>
/// The operands of an op by slot: tensors of a node, their shapes, or their values in an engine. A slot that the op can do without may be empty:
/// an initial state, a mask.
/// </summary>
/// <example><code>
/// Shape z = operands[SimpleRnnOp.Sequence];                  // always there
/// Shape? mask = operands.Find(SimpleRnnOp.Mask);             // null without one
/// </code></example>
[CollectionBuilder(typeof(Operands), nameof(Operands.Create))]
public sealed class Operands<T> : IEnumerable<T?>
    where T : class
{
    private readonly T?[] slots;

    internal Operands(T?[] slots) => this.slots = slots;

    /// <summary>How many slots there are, empty ones among them.</summary>
    public int Count => slots.Length;

    /// <summary>The operand in a slot that is filled.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public T this[int slot] => Find(slot) ?? throw Throw.Argument($"An operand is missing: slot {slot} of {slots.Length} is empty.");

    /// <summary>The operands that are there, in their order.</summary>
    public IEnumerable<T> Present => slots.OfType<T>();

    /// <summary>The operand in a slot, or null if it is empty.</summary>
    public T? Find(int slot) => slot < slots.Length ? slots[slot] : null;

    /// <summary>What belongs to each operand, in the same slots.</summary>
    public Operands<TResult> Select<TResult>(Func<T, TResult> selector)
        where TResult : class => new([.. slots.Select(operand => operand is null ? null : selector(operand))]);

    /// <inheritdoc/>
    public IEnumerator<T?> GetEnumerator() => slots.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The operands that are there, a dash for an empty slot.</summary>
    public override string ToString() => string.Join(", ", slots.Select(operand => operand?.ToString() ?? "-"));
}

/// <summary>Makes operands of a list.</summary>
public static class Operands
{
    /// <summary>The operands of a list, null for an empty slot.</summary>
    public static Operands<T> Create<T>(ReadOnlySpan<T?> slots)
        where T : class => new(slots.ToArray());
}
