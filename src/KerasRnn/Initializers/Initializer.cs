using KerasRnn.Initializers;

namespace KerasRnn;

/// <summary>
/// Gives a weight its first value. Keras' strings do where one is asked for: <c>KernelInitializer = "he_normal"</c>. Without a seed
/// the numbers come from the model's seed; with one, every call gives the same numbers, as in Keras.
/// </summary>
/// <example><code>new Dense(32) { KernelInitializer = new RandomNormal(stddev: 0.01) { Seed = 7 } }</code></example>
public abstract class Initializer
{
    /// <summary>A seed of its own, or null to draw from the model's.</summary>
    public int? Seed { get; init; }

    /// <summary>The initializer of a Keras string with its defaults.</summary>
    /// <exception cref="ArgumentException">There is no such name; the sentence has the nearest one.</exception>
    public static implicit operator Initializer(string name) => InitializerWords.Table.Get(name);

    /// <summary>Fills a weight, row-major.</summary>
    /// <param name="shape">The shape of the weight.</param>
    /// <param name="random">The model's random numbers for this weight; a seed of the initializer's own goes before it.</param>
    /// <param name="destination">As many elements as the shape has.</param>
    /// <exception cref="ArgumentException">The initializer does not work for this shape.</exception>
    public void Fill(Shape shape, CounterRandom random, Span<float> destination)
    {
        if (destination.Length != shape.Count(1))
        {
            throw Throw.Argument($"{GetType().Name} fills {shape.Count(1)} elements of {shape}; got room for {destination.Length}.");
        }

        Generate(shape, Seed is int seed ? new CounterRandom((ulong)(long)seed) : random, destination);
    }

    /// <summary>What is drawn for a weight of this shape, or null if the value is not random.</summary>
    public virtual Draw? Draw(Shape shape) => null;

    /// <summary>Writes the first value of a weight.</summary>
    /// <param name="shape">The shape of the weight.</param>
    /// <param name="random">Where random numbers come from.</param>
    /// <param name="destination">As many elements as the shape has, row-major.</param>
    protected abstract void Generate(Shape shape, CounterRandom random, Span<float> destination);

    /// <summary>The call that makes it, in Keras' names; a user's own says its class.</summary>
    public override string ToString() => InitializerWords.Table.Describe(this);
}
