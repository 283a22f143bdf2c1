namespace KerasRnn;

public abstract partial class Model
{
    /// <summary>The optimizer of the last <see cref="Compile"/>, or null.</summary>
    public Optimizer? Optimizer => Compiled?.Optimizer;

    /// <summary>What the model was last compiled with, or null.</summary>
    internal Compilation? Compiled { get; private set; }

    /// <summary>Says how the model is trained. Compiling again starts a new optimizer; weights stay.</summary>
    /// <param name="optimizer">"rmsprop" unless given.</param>
    /// <param name="loss">One loss, or one for each output as a list or by the output's name.</param>
    /// <param name="lossWeights">Factors of the losses in their sum, as a list or by name; 1 unless given.</param>
    /// <param name="metrics">What else is reported: a list, or for several outputs one list for each, in order or by name.</param>
    /// <exception cref="ArgumentException">
    /// A word is unknown or does not fit the outputs, or the optimizer or a metric object already serves another model.
    /// </exception>
    /// <example><code>model.Compile(new Adam(1e-3), "mse", metrics: ["mae"]);</code></example>
    public void Compile(Optimizer? optimizer = null, OutputLosses? loss = null, OutputWeights? lossWeights = null, OutputMetrics? metrics = null)
    {
        lock (session.Gate)
        {
            // As in Keras, compiling again without metrics keeps the earlier ones.
            Compilation next = new(this, optimizer ?? "rmsprop", loss, lossWeights, metrics ?? Compiled?.Words.Metrics);
            session.Close();
            Compiled = next;
        }
    }
}
