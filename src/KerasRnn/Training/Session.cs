using System.Runtime.CompilerServices;
using KerasRnn.Engines;
using KerasRnn.Engines.Simd;

namespace KerasRnn;

/// <summary>
/// A model's side of an engine: its variables in one state, its programs. Models that share weights share the state; a model that finds
/// its weights moved elsewhere takes them back with their values.
/// </summary>
internal sealed class Session(Model model)
{
    private const int MaximumSteps = 32;
    private static readonly SimdEngine Default = new();
    private static readonly ConditionalWeakTable<IEngineState, StrongBox<int>> Users = [];
    private readonly Dictionary<(StepKind, StepShapes), ModelStep> steps = [];
    private IEngineState? state;
    private ModelStep? fast;
    private Shape? fastShape;
    private Variable? anchor;

    /// <summary>Held while anything of the model runs or changes.</summary>
    public object Gate { get; } = new();

    public IEngine Engine { get; private set; } = Default;

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

    /// <summary>Lets all programs go: the next call traces anew.</summary>
    public void Forget()
    {
        foreach (ModelStep step in steps.Values) step.Dispose();
        steps.Clear();
        fast = null;
    }

    /// <summary>Brings all values to the host and leaves the state; the last user disposes it.</summary>
    public void Close()
    {
        lock (Gate)
        {
            Forget();
            if (state is not IEngineState left) return;
            lock (left)
            {
                foreach (Variable variable in Variables().Where(v => v.State == left)) variable.MoveToHost();
                state = null;
                if (Users.TryGetValue(left, out StrongBox<int>? users) && --users.Value == 0) left.Dispose();
            }
        }
    }

    /// <summary>The prediction program of one input shape, found without allocating once it is known.</summary>
    public ModelStep Fast(Shape input)
    {
        if (fast is not null && fastShape!.Equals(input) && steps.Count > 0 && anchor?.State == state) return fast;
        fastShape = input;
        IReadOnlyList<Variable> weights = model.Weights;
        anchor = weights.Count > 0 ? weights[0] : null;
        return fast = Get(StepKind.Predict, new StepShapes([input], [], []));
    }

    /// <summary>The engine's state, opened or joined; the caller holds <see cref="Gate"/>.</summary>
    /// <param name="check">False right after a program was found, which has checked already.</param>
    public IEngineState Open(bool check = true)
    {
        if (!check) return state!;
        IReadOnlyList<Variable> weights = model.Weights;
        if (state is null)
        {
            state = weights.Select(w => w.State).FirstOrDefault(s => s is not null && s.Engine == Engine) ?? Engine.Open();
            Users.GetOrCreateValue(state).Value++;
        }
        else if (weights.Any(w => w.State != state))
        {
            // Another model took shared weights to another engine: the programs here would read old copies.
            Forget();
        }

        Add(weights);
        Add(model.States);
        return state;
    }

    /// <summary>The program for a kind of step and its shapes, traced and compiled when it is first met.</summary>
    public ModelStep Get(StepKind kind, StepShapes shapes)
    {
        IEngineState open = Open();
        if (steps.TryGetValue((kind, shapes), out ModelStep? step)) return step;
        if (steps.Count >= MaximumSteps) Forget();
        StepTrace trace = StepTrace.Write(model, kind, shapes);
        Add(model.Weights);
        Add(model.States);
        if (kind != StepKind.Predict) Add([.. model.Compiled!.MetricVariables]);
        if (kind == StepKind.Train)
        {
            // All slots of one name side by side, in the order of the weights: an optimizer is one pass over all of them.
            foreach (IGrouping<string, Variable> slots in model.Compiled!.Optimizer.Slots.GroupBy(slot => slot.Name)) Add([.. slots]);
        }

        step = new ModelStep(model, trace, open.Compile(trace.Program));
        steps.Add((kind, shapes), step);
        return step;
    }

    private void Add(IReadOnlyList<Variable> variables)
    {
        Variable[] fresh = [.. variables.Where(v => v.State != state)];
        if (fresh.Length == 0) return;
        foreach (Variable variable in fresh.Where(v => v.State is not null)) variable.MoveToHost();
        state!.Add(fresh);
        foreach (Variable variable in fresh) variable.MoveTo(state);
    }

    private IEnumerable<Variable> Variables() => model.Weights.Concat(model.States)
        .Concat(model.Compiled?.MetricVariables ?? []).Concat(model.Compiled?.Optimizer.Slots ?? []);
}
