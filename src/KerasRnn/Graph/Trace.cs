namespace KerasRnn.Graph;

/// <summary>
/// The graph of one program while it is written: a pure function (inputs, variables) -> (outputs, new values of variables).
/// A variable is a tensor in it: its value before the run or, after <see cref="Assign(Variable, KerasTensor)"/>, the tensor assigned. Equal nodes are one node.
/// </summary>
public sealed class Trace
{
    private readonly List<Node> nodes = [];
    private readonly Dictionary<NodeKey, Node> known = [];
    private readonly List<KerasTensor> inputs = [];
    private readonly Dictionary<Variable, KerasTensor> updates = [];
    private readonly Dictionary<CarriedState, (KerasTensor Before, KerasTensor After)> states = [];
    private readonly Stack<Origin> scopes = new([Origin.None]);

    /// <summary>All nodes, inputs of a node before it.</summary>
    public IReadOnlyList<Node> Nodes => nodes;

    /// <summary>All inputs in the order they were made.</summary>
    public IReadOnlyList<KerasTensor> Inputs => inputs;

    /// <summary>The last tensor assigned to each variable.</summary>
    public IReadOnlyDictionary<Variable, KerasTensor> Updates => updates;

    /// <summary>The carried states that are read or assigned: their values before the run and those that the next one begins with.</summary>
    public IReadOnlyDictionary<CarriedState, (KerasTensor Before, KerasTensor After)> States => states;

    /// <summary>Who is making nodes now.</summary>
    public Origin Origin => scopes.Peek();

    /// <summary>Makes an input that the host fills before each run.</summary>
    public KerasTensor Input(string name, Shape shape, InputSource source, RandomDraw? draw = null)
    {
        KerasTensor input = Apply(new InputOp(name, shape, source, draw))[0];
        inputs.Add(input);
        return input;
    }

    /// <summary>A number.</summary>
    public KerasTensor Constant(double value) => Apply(new ConstantOp([value], Shape.Scalar))[0];

    /// <summary>A fixed tensor.</summary>
    public KerasTensor Constant(IReadOnlyList<double> values, Shape shape) => Apply(new ConstantOp([.. values], shape))[0];

    /// <summary>A variable's value: before the run, or what was assigned to it in this trace.</summary>
    public KerasTensor Read(Variable variable) => updates.TryGetValue(variable, out KerasTensor? assigned) ? assigned : Initial(variable);

    /// <summary>A variable's value before the run.</summary>
    public KerasTensor Initial(Variable variable) => Apply(new VariableOp(variable))[0];

    /// <summary>Gives a variable a new value: seen by later reads of this trace, written back when the run is over.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void Assign(Variable variable, KerasTensor value)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(value);
        if (!value.Shape.Equals(variable.Shape))
        {
            throw Throw.Argument($"{Origin} assigns {value.Shape} to variable {variable}. Give it a tensor of the variable's shape.");
        }

        updates[variable] = Mine(value);
    }

    /// <summary>A carried state: its value before the run, or what was assigned to it in this trace.</summary>
    public KerasTensor Read(CarriedState state)
    {
        if (!states.TryGetValue(state, out (KerasTensor Before, KerasTensor After) value))
        {
            KerasTensor before = Input(state.Path, state.Shape, InputSource.State);
            states[state] = value = (before, before);
        }

        return value.After;
    }

    /// <summary>Gives a carried state the value that the next run begins with.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    [StackTraceHidden]
    public void Assign(CarriedState state, KerasTensor value)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(value);
        if (!value.Shape.Equals(state.Shape)) throw Throw.Argument($"{Origin} assigns {value.Shape} to state {state.Path} {state.Shape}. Give it a tensor of the state's shape.");
        Read(state);
        states[state] = (states[state].Before, Mine(value));
    }

    /// <summary>Applies an op to its operands, null for one that is absent.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit; the sentence names the layer that asked.</exception>
    [StackTraceHidden]
    public IReadOnlyList<KerasTensor> Apply(Op op, params ReadOnlySpan<KerasTensor?> operands)
    {
        KerasTensor?[] slots = new KerasTensor?[operands.Length];
        for (int i = 0; i < slots.Length; i++) slots[i] = operands[i] is KerasTensor operand ? Mine(operand) : null;
        Operands<KerasTensor> own = new(slots);

        // The rule runs before equal nodes are merged, so that the second maker gets a sentence of its own.
        Shape[] shapes;
        try
        {
            shapes = op.InferShapes(own.Select(x => x.Shape));
        }
        catch (ArgumentException e) when (Origin.Word.Length > 0)
        {
            throw Throw.Argument($"{Origin}: {e.Message}");
        }

        NodeKey key = new(op, slots);
        if (known.TryGetValue(key, out Node? node)) return node.Outputs;
        node = new Node(this, nodes.Count, op, own, shapes, Origin);
        nodes.Add(node);
        known.Add(key, node);
        return node.Outputs;
    }

    /// <summary>
    /// The gradients of a scalar with respect to tensors of this trace; null for one that no differentiable path reaches, as in Keras:
    /// such a weight is neither decayed nor updated.
    /// </summary>
    public IReadOnlyList<KerasTensor?> Gradients(KerasTensor loss, IReadOnlyList<KerasTensor> xs)
    {
        IReadOnlySet<KerasTensor> reached = GradientPaths.Behind(Mine(loss));
        KerasTensor[] wanted = [.. xs.Where(x => reached.Contains(Mine(x))).Distinct()];
        if (wanted.Length == 0) return new KerasTensor?[xs.Count];
        IReadOnlyList<KerasTensor> gradients = Apply(new GradientsOp(), [loss, .. wanted]);
        return [.. xs.Select(x => Array.IndexOf(wanted, x) is int i and >= 0 ? gradients[i] : null)];
    }

    /// <summary>Names who makes the nodes until the result is disposed.</summary>
    public IDisposable Scope(Origin origin)
    {
        scopes.Push(origin);
        return new ScopeEnd(scopes);
    }

    private KerasTensor Mine(KerasTensor tensor) => tensor.Trace == this
        ? tensor
        : throw Throw.Operation($"{Origin} mixes tensors of two traces. Use the tensors given to this call, and read weights through the context.");

    private sealed class ScopeEnd(Stack<Origin> scopes) : IDisposable
    {
        public void Dispose() => scopes.Pop();
    }

    private readonly struct NodeKey(Op op, KerasTensor?[] operands) : IEquatable<NodeKey>
    {
        private readonly Op op = op;
        private readonly KerasTensor?[] operands = operands;

        public bool Equals(NodeKey other) => op.Equals(other.op) && operands.AsSpan().SequenceEqual(other.operands);

        public override bool Equals(object? obj) => obj is NodeKey other && Equals(other);

        public override int GetHashCode()
        {
            HashCode hash = default;
            hash.Add(op);
            foreach (KerasTensor? operand in operands) hash.Add(operand);
            return hash.ToHashCode();
        }
    }
}
