using KerasRnn.Engines;
using KerasRnn.Graph;

namespace KerasRnn.Tests;

/// <summary>
/// Every op of the set with operands to run it on, absent ones too: what each engine must have. An op of the library that is not among them fails a test of every engine.
/// </summary>
internal static class OpSamples
{
    private const int Batch = 3;
    private static readonly Shape Sequence = new(Shape.Batch, 4, 6), Row = new(Shape.Batch, 6), Vector = new(6), Square = new(6, 6);

    /// <summary>The samples by name.</summary>
    public static IReadOnlyDictionary<string, Sample> All { get; } = Samples().ToDictionary(sample => sample.Name);

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>The ops of the library that no sample is of; leaves and gradients are part of every program.</summary>
    public static IEnumerable<string> Missing => typeof(Op).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false, IsPublic: true } && t.IsSubclassOf(typeof(Op)))
        .Except([typeof(InputOp), typeof(ConstantOp), typeof(VariableOp), typeof(GradientsOp)])
        .Except(All.Values.Select(sample => sample.Op.GetType())).Select(t => t.Name);

    /// <summary>An engine computes and differentiates a sample as the reference engine does.</summary>
    public static void AssertAgrees(IEngine engine, string name)
    {
        Assert.Empty(Missing);
        Side.AssertAgrees(engine, Side.WithGradients(All[name].Apply), Batch, All[name].Inputs(Batch));
    }

    /// <summary>An engine computes and differentiates a whole op as its definition says; an elementary one has none.</summary>
    public static void AssertDefined(IEngine engine, string name, double tolerance)
    {
        Sample sample = All[name];
        if (!sample.IsWhole) return;
        double[][] whole = Side.Run(engine, Side.WithGradients(sample.Apply), Batch, sample.Inputs(Batch));
        double[][] defined = Side.Run(engine, Side.WithGradients(sample.Define), Batch, sample.Inputs(Batch));
        Assert.Equal(defined.Length, whole.Length);
        for (int i = 0; i < whole.Length; i++) Side.AssertNear(defined[i], whole[i], $"{name} output {i}", tolerance);
    }

    private static IEnumerable<Sample> Samples()
    {
        foreach (Unary function in Enum.GetValues<Unary>()) yield return new($"{function}", new UnaryOp(function), Sequence) { IsPositive = function is Unary.Sqrt or Unary.Log };
        foreach (Binary function in Enum.GetValues<Binary>()) yield return new($"{function}", new BinaryOp(function), Sequence, Vector) { IsPositive = function == Binary.Pow };
        yield return new("Select", new SelectOp(), Sequence, Sequence, Vector) { Mask = 0 };
        foreach (Reduction function in Enum.GetValues<Reduction>()) yield return new($"{function}", new ReduceOp(function, new Axes(0, 1), KeepDimensions: false), Sequence);
        yield return new("Size", new SizeOp(new Axes(0)), Sequence);
        yield return new("MatMul", new MatMulOp(false, false), Sequence, Square);
        yield return new("MatMul of rank 3", new MatMulOp(false, true), Sequence, Sequence);
        yield return new("Conv1D", new Conv1DOp(1, 2, 1), new Shape(Shape.Batch, 9, 4), new Shape(3, 4, 6));
        yield return new("Conv1D in groups", new Conv1DOp(2, 1, 2), new Shape(Shape.Batch, 9, 4), new Shape(3, 2, 6));
        yield return new("Softmax", new SoftmaxOp(), Sequence);
        yield return new("Reshape", new ReshapeOp(new Shape(-4, 6)), Sequence);
        yield return new("Transpose", new TransposeOp(new Axes(0, 2, 1)), Sequence);
        yield return new("Concat", new ConcatOp(1), Sequence, Sequence);
        yield return new("Slice", new SliceOp(1, 3, 2, -2), Sequence);
        yield return new("Pad", new PadOp(1, 2, 1, -1), Sequence);
        for (int absent = 0; absent < 8; absent++)
        {
            Shape? initial = (absent & 1) == 0 ? Row : null, mask = (absent & 2) == 0 ? Sequence.Without(2) : null, perturbation = (absent & 4) == 0 ? Sequence : null;
            string name = $"SimpleRnn{(initial is null ? "" : " from a state")}{(mask is null ? "" : " masked")}{(perturbation is null ? "" : " perturbed")}";
            yield return new(name, new SimpleRnnOp(RecurrentActivation.Tanh), Sequence, Square, initial, mask, perturbation) { Mask = SimpleRnnOp.Mask };
        }
    }

    /// <summary>An op and the shapes of its operands by slot.</summary>
    internal sealed class Sample(string name, Op op, params Shape?[] operands)
    {
        public string Name => name;

        public Op Op => op;

        /// <summary>The slot of an operand of zeros and ones.</summary>
        public int? Mask { get; init; }

        /// <summary>Whether the first operand has to be greater than 0.</summary>
        public bool IsPositive { get; init; }

        public bool IsWhole
        {
            get
            {
                Trace trace = new();
                return Define([.. operands.OfType<Shape>().Select(shape => trace.Input("x", shape, InputSource.Data))], out _);
            }
        }

        public IReadOnlyList<KerasTensor> Apply(KerasTensor[] x) => x[0].Trace.Apply(op, Slots(x));

        public IReadOnlyList<KerasTensor> Define(KerasTensor[] x) => Define(x, out IReadOnlyList<KerasTensor>? outputs) ? outputs! : throw new InvalidOperationException($"{name} has no definition.");

        /// <summary>Numbers for the operands that are there.</summary>
        public (Shape Shape, float[] Values)[] Inputs(int batch)
        {
            List<(Shape, float[])> inputs = [];
            for (int slot = 0; slot < operands.Length; slot++)
            {
                if (operands[slot] is not Shape shape) continue;
                float[] values = Side.Numbers(shape, slot + 1, batch, 0.4).Values;
                if (slot == 0 && IsPositive) values = [.. values.Select(v => MathF.Abs(v) + 0.1f)];
                inputs.Add((shape, slot == Mask ? [.. values.Select(v => v > -0.2f ? 1f : 0f)] : values));
            }

            return [.. inputs];
        }

        private bool Define(KerasTensor[] x, out IReadOnlyList<KerasTensor>? outputs) => (outputs = op.Define(Operands.Create<KerasTensor>(Slots(x)))) is not null;

        private KerasTensor?[] Slots(KerasTensor[] x)
        {
            Queue<KerasTensor> given = new(x);
            return [.. operands.Select(shape => shape is null ? null : given.Dequeue())];
        }
    }
}
