using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasRnn;

/// <summary>One symbolic tensor or several: the inputs or outputs of a functional model.</summary>
[CollectionBuilder(typeof(KerasTensors), nameof(Create))]
public sealed class KerasTensors : IEnumerable<KerasTensor>
{
    private KerasTensors(IReadOnlyList<KerasTensor> tensors) =>
        Tensors = tensors.Contains(null!) ? throw Throw.Argument("A functional model expects tensors as inputs and outputs; got null. Make them with Keras.Input and Apply.") : tensors;

    internal IReadOnlyList<KerasTensor> Tensors { get; }

    /// <summary>Several tensors.</summary>
    public static KerasTensors Create(params ReadOnlySpan<KerasTensor> tensors) => new(tensors.ToArray());

    /// <summary>One tensor.</summary>
    public static implicit operator KerasTensors(KerasTensor tensor) => new([tensor]);

    /// <summary>Several tensors.</summary>
    public static implicit operator KerasTensors(KerasTensor[] tensors) => new([.. tensors]);

    /// <inheritdoc/>
    public IEnumerator<KerasTensor> GetEnumerator() => Tensors.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
