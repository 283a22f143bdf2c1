namespace KerasRnn;

/// <summary>What training has to know of the model that it trains: what goes in and comes out, what it is made of, and what it was compiled with.</summary>
internal interface INetwork
{
    /// <summary>Class and name, as error sentences begin.</summary>
    string Subject { get; }

    /// <summary>Where first weights, shuffles and masks come from.</summary>
    int Seed { get; }

    /// <summary>Whether the weights exist.</summary>
    bool Built { get; }

    IReadOnlyList<Variable> Weights { get; }

    IReadOnlyList<Variable> TrainableWeights { get; }

    IReadOnlyList<CarriedState> States { get; }

    /// <summary>The penalties on weights.</summary>
    IReadOnlyDictionary<Variable, Regularizer> Regularizers { get; }

    /// <summary>The shapes of the inputs; empty while they are unknown.</summary>
    IReadOnlyList<Shape> InputShapes { get; }

    IReadOnlyList<Shape> OutputShapes { get; }

    IReadOnlyList<string> InputNames { get; }

    IReadOnlyList<string> OutputNames { get; }

    /// <summary>What it was last compiled with, or null.</summary>
    Compilation? Compiled { get; }

    /// <summary>Makes the weights for shapes of the inputs.</summary>
    void Build(IReadOnlyList<Shape> inputs);

    /// <summary>Writes the forward pass into a trace.</summary>
    MaskedTensors Call(MaskedTensors inputs, CallContext context);
}
