using KerasRnn.Graph;

namespace KerasRnn;

public abstract partial class Model
{
    /// <summary>
    /// The graph of a prediction: the program that every engine compiles, and what other formats are written from. Its outputs are those of the model, in their
    /// order, and behind them the states that stateful layers carry on; <see cref="GraphProgram.States"/> says which inputs take those.
    /// </summary>
    /// <param name="inputs">The shapes of the inputs; the model's own unless given, whose lengths must then be numbers.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or has a length that only data know.</exception>
    /// <example><code>
    /// GraphProgram program = model.GetProgram(new Shape(Shape.Batch, 8, 2));
    /// using IEngineState state = new SimdEngine().Open();
    /// state.Add(model.Weights);
    /// using IProgram compiled = state.Compile(program);
    /// </code></example>
    public GraphProgram GetProgram(params IReadOnlyList<Shape> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Contains(null!)) throw Throw.Argument($"{Subject} expects shapes of its inputs; got null among them.");
        lock (session.Gate)
        {
            IReadOnlyList<Shape> shapes = inputs.Count > 0 ? inputs : ModelInputs;
            if (shapes.Count == 0 || shapes.FirstOrDefault(shape => shape.HasUnknown) is not null)
            {
                throw Throw.Argument($"{Subject} expects a number for every length of a program; got {(shapes.Count == 0 ? "no shape" : string.Join(" and ", shapes))}. Give the shapes of its inputs, e.g. new Shape(Shape.Batch, 8, 2).");
            }

            if (!Built) BuildModel(shapes);
            return StepTrace.Write(this, StepKind.Predict, new StepShapes(shapes, [], [])).Program;
        }
    }
}
