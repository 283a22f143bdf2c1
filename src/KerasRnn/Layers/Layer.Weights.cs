using System.Numerics.Tensors;
using KerasRnn.Graph;

namespace KerasRnn;

// The values of the weights: first ones from initializers, given ones, and where they stand in Keras' paths.
public abstract partial class Layer
{
    /// <summary>Copies of all weights, in order.</summary>
    public IReadOnlyList<Tensor<float>> GetWeights() =>
        [.. Weights.Select(w => Tensor.Create(w.GetValue(), [.. w.Shape.Dimensions.ToArray().Select(d => (nint)d)]))];

    /// <summary>Sets all weights, in order.</summary>
    /// <exception cref="ArgumentException">The number of weights or a shape differs.</exception>
    public void SetWeights(IReadOnlyList<Tensor<float>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        IReadOnlyList<Variable> own = Weights;
        if (!Built) throw Throw.Operation($"{Subject} has no weights yet: give the model an Input, or call it on data first.");
        if (own.Count != values.Count) throw Throw.Argument($"{Subject} expects {Throw.Count(own.Count, "weight")}; got {values.Count}.");
        for (int i = 0; i < own.Count; i++)
        {
            int[] lengths = [.. values[i].Lengths.ToArray().Select(l => (int)l)];
            if (!own[i].Shape.Dimensions.SequenceEqual(lengths))
            {
                throw Throw.Argument($"{Subject} expects weight {i}, \"{own[i].Path}\", of shape {own[i].Shape}; got [{string.Join(", ", lengths)}].");
            }
        }

        for (int i = 0; i < own.Count; i++) SetWeight(own[i], Arrays.Flatten(values[i]));
    }

    // Sets the first values of weights that nobody has set; stream i of the seed belongs to weight i of the model.
    internal void InitializeWeights(int seed, Dictionary<Variable, int> numbers)
    {
        foreach ((Variable weight, Initializer initializer) in uninitialized)
        {
            float[] value = new float[weight.Count];
            initializer.Fill(weight.Shape, new CounterRandom((ulong)seed, (ulong)numbers[weight]), value);
            weight.SetValue(value);
        }

        uninitialized.Clear();
        foreach (Layer layer in Sublayers) layer.InitializeWeights(seed, numbers);
    }

    // Where the first value of a weight comes from, until it has one.
    internal Initializer? InitializerOf(Variable weight) =>
        uninitialized.GetValueOrDefault(weight) ?? Sublayers.Select(layer => layer.InitializerOf(weight)).FirstOrDefault(found => found is not null);

    internal void SetPaths(string prefix)
    {
        string own = PathWithin(prefix);
        foreach (Variable weight in weights) weight.Path = own + weight.Name;
        foreach (Layer layer in Sublayers) layer.SetPaths(own);
    }

    private void SetWeight(Variable weight, float[] value)
    {
        MarkInitialized(weight);
        weight.SetValue(value);
    }

    private void MarkInitialized(Variable weight)
    {
        uninitialized.Remove(weight);
        foreach (Layer layer in Sublayers) layer.MarkInitialized(weight);
    }
}
