using KerasRnn.Graph;
using KerasRnn.TensorFlow.Native;

namespace KerasRnn.TensorFlow.Lowering;

/// <summary>A program as nodes of a graph: what is fed, what is fetched, and the one node whose run writes all variables.</summary>
internal sealed class LoweredProgram
{
    public LoweredProgram(GraphSession session, GraphProgram program)
    {
        Session = session;
        TfGraph graph = session.Graph;
        int before = graph.Size;
        Lowering lowering = new(graph, session.HandleOf, program);
        List<TfOutput> feeds = [];
        List<int> inputs = [];
        for (int i = 0; i < program.Inputs.Count; i++)
        {
            if (lowering.Placeholder(program.Inputs[i]) is not TfTensor placeholder) continue;
            feeds.Add(placeholder.Native);
            inputs.Add(i);
        }

        TfTensor[] outputs = [.. program.Outputs.Select(lowering.Fetch)];
        Inputs = inputs;
        Feeds = [.. feeds];
        Fetches = [.. outputs.Select(output => output.Native)];
        Targets = program.Updates.Count == 0 ? [] : [Write(session, program, lowering, outputs)];
        Size = graph.Size - before;
    }

    /// <summary>Where it lives.</summary>
    public GraphSession Session { get; }

    /// <summary>The inputs of the program that are fed, in the order of <see cref="Feeds"/>.</summary>
    public IReadOnlyList<int> Inputs { get; }

    public TfOutput[] Feeds { get; }

    public TfOutput[] Fetches { get; }

    public nint[] Targets { get; }

    /// <summary>Operations in the graph.</summary>
    public int Size { get; }

    // Every write waits until everything has been computed: all reads see the old values, and a run that fails has written nothing.
    private static nint Write(GraphSession session, GraphProgram program, Lowering lowering, TfTensor[] outputs)
    {
        TfGraph graph = session.Graph;
        (Variable Variable, TfTensor Value)[] updates = [.. program.Updates.Select(u => (u.Key, lowering.Kept(u.Value)))];
        nint computed = graph.Op("NoOp").After(updates.Select(u => u.Value.Operation).Concat(outputs.Select(o => o.Operation)).Distinct()).Finish().Operation;
        nint[] writes = new nint[updates.Length];
        for (int i = 0; i < writes.Length; i++)
        {
            writes[i] = graph.Op("AssignVariableOp").Input(session.HandleOf(updates[i].Variable)).Input(updates[i].Value).After([computed]).Finish().Operation;
        }

        return graph.Op("NoOp").After(writes).Finish().Operation;
    }
}
