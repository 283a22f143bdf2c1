namespace KerasRnn.Engines;

/// <summary>A compiled program: prepare, feed every input, run, read.</summary>
/// <example><code>
/// program.Prepare(batch: 32);
/// windows.CopyTo(program.Feed(0));
/// program.Feed(1, learningRate);
/// program.Run();
/// double loss = program.ReadScalar(0);
/// </code></example>
public interface IProgram : IDisposable
{
    /// <summary>Sets the batch size of the next feeds and run. Feeds of a run before it may be lost.</summary>
    void Prepare(int batch);

    /// <summary>The elements of an input, to be filled before <see cref="Run"/>, row-major.</summary>
    Span<float> Feed(int input);

    /// <summary>Feeds an input in the engine's own precision; one of float32 rounds.</summary>
    void Feed(int input, ReadOnlySpan<double> values)
    {
        Span<float> destination = Feed(input);
        for (int i = 0; i < values.Length; i++) destination[i] = (float)values[i];
    }

    /// <summary>Feeds a scalar input.</summary>
    void Feed(int input, double value);

    /// <summary>Computes the outputs, then writes the new values of variables.</summary>
    void Run();

    /// <summary>Copies an output of the last run.</summary>
    void Read(int output, Span<float> destination);

    /// <summary>Copies an output of the last run in the engine's own precision.</summary>
    void Read(int output, Span<double> destination);

    /// <summary>A scalar output of the last run.</summary>
    double ReadScalar(int output);
}
