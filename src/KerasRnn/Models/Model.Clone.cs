using KerasRnn.Layers;

namespace KerasRnn;

public abstract partial class Model
{
    /// <summary>
    /// A new model of the same configuration, seed and name. Its weights start anew from the seed; it runs on the default engine and is not compiled.
    /// </summary>
    /// <param name="name">Another name.</param>
    /// <exception cref="NotSupportedException">A layer's class is a user's own and not registered (<see cref="Keras.Register{T}"/>).</exception>
    public new Model Clone(string? name = null) => (Model)base.Clone(name);

    internal override Layer MakeClone(Cloning cloning, string? name) => this is Functional functional ? Clone(functional, cloning, name) : Clone((Sequential)this, cloning, name);

    private static Sequential Clone(Sequential model, Cloning cloning, string? name)
    {
        IEnumerable<Layer> layers = model.Input is null ? model.Layers : model.Layers.Prepend(model.Input);
        return new Sequential(layers.Select(layer => cloning.Of(layer)), model.Seed, name);
    }

    private static Functional Clone(Functional model, Cloning cloning, string? name)
    {
        if (model.Inputs.FirstOrDefault(t => t.History.Layer is not Input) is KerasTensor inner)
        {
            throw Throw.NotSupported($"{model.Subject} cannot be cloned: it begins at {inner}, inside another model. Begin it with Keras.Input.");
        }

        Dictionary<KerasTensor, KerasTensor> tensors = [];
        foreach (LayerNode node in model.Graph.Nodes) Call(node);
        return new Functional([.. model.Inputs.Select(t => tensors[t])], [.. model.Outputs.Select(t => tensors[t])], model.Seed, name);

        // A layer's calls keep their order.
        void Call(LayerNode node)
        {
            if (tensors.ContainsKey(node.Outputs[0])) return;
            foreach (LayerNode earlier in model.Graph.Nodes.Where(n => n.Layer == node.Layer && n.Index < node.Index)) Call(earlier);
            foreach (KerasTensor input in node.Inputs) Call(input.History!);
            IReadOnlyList<KerasTensor> outputs = cloning.Of(node.Layer).ApplyAll([.. node.Inputs.Select(input => tensors[input])]);
            for (int i = 0; i < outputs.Count; i++) tensors[node.Outputs[i]] = outputs[i];
        }
    }
}
