using System.Runtime.CompilerServices;
using KerasRnn.Engines;
using KerasRnn.Graph;
using Locks = System.Threading.Monitor;

namespace KerasRnn;

/// <summary>
/// A model's side of an engine: its variables in one state, its programs. Models that share weights share the state; a model that finds
/// its weights moved elsewhere takes them back with their values.
/// </summary>
[StackTraceHidden]
internal sealed class Session(INetwork model, IEngine engine)
{
    private const int MaximumSteps = 32;
    private static readonly ConditionalWeakTable<IEngineState, Sharers> AllSharers = [];
    private readonly Dictionary<(StepKind, StepShapes), ModelStep> steps = [];
    private readonly List<Variable> held = [];
    private IEngineState? state;
    private ModelStep? fast;
    private (int Length, int Rows) fastSize;
    private int depth;

    /// <summary>Held while anything of the model runs or changes.</summary>
    public object Gate { get; } = new();

    public IEngine Engine { get; private set; } = engine;

    public bool IsOpen => state is not null;

    /// <summary>How many training steps were run: the number of the next draw of random masks.</summary>
    public ulong StepNumber { get; set; }

    public void SetEngine(IEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        lock (Gate)
        {
            Close();
            Engine = engine;
        }
    }

    /// <summary>
    /// Brings all values to the host, lets all programs go and leaves the state; its last user disposes it. The next call starts anew.
    /// </summary>
    /// <exception cref="InvalidOperationException">A callback asks for it while the model runs.</exception>
    public void Close()
    {
        lock (Gate)
        {
            if (state is not IEngineState left) return;
            if (Locks.IsEntered(left)) throw Throw.Operation($"{model.Subject} is running: Engine, Compile and Dispose wait until Fit, Evaluate or Predict has returned.");
            lock (left)
            {
                Forget();
                bool isLast = Sharers.Leave(left);
                foreach (Variable variable in held.Where(v => v.State == left)) variable.MoveToHost();
                held.Clear();
                state = null;
                if (isLast) left.Dispose();
            }
        }
    }

    /// <summary>
    /// Opens or joins a state and keeps every other thread out of it, other models' too, until the lease ends. The caller holds
    /// <see cref="Gate"/>. It allocates nothing where everything is in place.
    /// </summary>
    public Lease Enter()
    {
        while (true)
        {
            IEngineState open = IsInPlace() ? state! : Open();
            Locks.Enter(open);
            if (IsInPlace()) return new Lease(this, open);
            Locks.Exit(open);
        }
    }

    /// <summary>The program for a kind of step and its shapes, traced and compiled when it is first met; the caller has entered.</summary>
    public ModelStep Get(StepKind kind, StepShapes shapes)
    {
        if (steps.TryGetValue((kind, shapes), out ModelStep? step)) return step;

        // Below a callback the steps outside are still in use.
        if (steps.Count >= MaximumSteps && depth == 1) Forget();
        StepTrace trace = StepTrace.Write(model, kind, shapes);
        Add(model.Weights);
        if (kind != StepKind.Predict) Add([.. model.Compiled!.MetricVariables]);
        if (kind == StepKind.Train)
        {
            // All slots of one name side by side, in the order of the weights: an optimizer is one pass over all of them.
            foreach (IGrouping<string, Variable> slots in model.Compiled!.Optimizer.Slots.GroupBy(slot => slot.Name)) Add([.. slots]);
        }

        step = new ModelStep(model, this, trace, state!.Compile(trace.Program));
        steps.Add((kind, shapes), step);
        return step;
    }

    /// <summary>The prediction program that last ran on a span of this size, or null; found without allocating.</summary>
    public ModelStep? Fast(int length, int rows) => fastSize == (length, rows) ? fast : null;

    /// <summary>The prediction program of one input shape, kept for spans of this size.</summary>
    public ModelStep Fast(int length, int rows, Shape input)
    {
        fast = Get(StepKind.Predict, new StepShapes([input], [], []));
        fastSize = (length, rows);
        return fast;
    }

    private void Forget()
    {
        foreach (ModelStep step in steps.Values) step.Dispose();
        steps.Clear();
        fast = null;
    }

    private IEngineState Open()
    {
        // Another model took shared weights away: the programs here would read old copies.
        Close();
        IReadOnlyList<Variable> weights = model.Weights;
        state = weights.Select(w => w.State).OfType<IEngineState>().FirstOrDefault(s => s.Engine == Engine && Sharers.TryJoin(s)) ?? Sharers.First(Engine.Open());
        Add(weights);
        return state;
    }

    private bool IsInPlace()
    {
        if (state is null) return false;
        foreach (Variable variable in held)
        {
            if (variable.State != state) return false;
        }

        return true;
    }

    private void Add(IReadOnlyList<Variable> variables)
    {
        held.AddRange(variables.Where(v => !held.Contains(v)).ToArray());
        Variable[] fresh = [.. variables.Where(v => v.State != state)];
        if (fresh.Length == 0) return;
        foreach (Variable variable in fresh)
        {
            if (variable.State is not IVariableStore other) continue;
            if (Locks.IsEntered(other)) throw Throw.Operation($"{model.Subject} shares \"{variable.Path}\" with a model that is running on another engine. Give both the same Engine, or wait until it has returned.");
            variable.MoveToHost();
        }

        lock (state!)
        {
            state.Add(fresh);
            foreach (Variable variable in fresh) variable.MoveTo(state);
        }
    }

    /// <summary>Keeps a state to one thread until it is disposed.</summary>
    public readonly ref struct Lease
    {
        private readonly Session session;
        private readonly IEngineState entered;

        public Lease(Session session, IEngineState entered)
        {
            this.session = session;
            this.entered = entered;
            session.depth++;
        }

        public void Dispose()
        {
            session.depth--;
            Locks.Exit(entered);
        }
    }

    // Who uses a state. One that a variable has left is not joined any more: a state takes a variable over once.
    private sealed class Sharers
    {
        private int count = 1;
        private bool left;

        public static IEngineState First(IEngineState state)
        {
            lock (AllSharers) AllSharers.Add(state, new Sharers());
            return state;
        }

        public static bool TryJoin(IEngineState state)
        {
            lock (AllSharers)
            {
                if (!AllSharers.TryGetValue(state, out Sharers? sharers) || sharers.left) return false;
                sharers.count++;
                return true;
            }
        }

        /// <summary>Whether nobody is left.</summary>
        public static bool Leave(IEngineState state)
        {
            lock (AllSharers)
            {
                if (!AllSharers.TryGetValue(state, out Sharers? sharers)) return false;
                sharers.left = true;
                return --sharers.count == 0;
            }
        }
    }
}
