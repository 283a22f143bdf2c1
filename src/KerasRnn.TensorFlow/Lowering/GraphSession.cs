using System.Globalization;
using KerasRnn.TensorFlow.Native;

namespace KerasRnn.TensorFlow.Lowering;

/// <summary>A graph with its session and the variables that live in it, each a resource with a name of its own.</summary>
[StackTraceHidden]
internal sealed unsafe class GraphSession : IDisposable
{
    private readonly Dictionary<Variable, Place> places = [];
    private readonly SessionHandle session;

    /// <summary>An empty graph and its session.</summary>
    /// <param name="device">TensorFlow's name of the device that every op is asked to run on, or null.</param>
    /// <param name="threads">Threads inside one op.</param>
    public GraphSession(string? device, int threads)
    {
        Graph = new TfGraph(device);
        session = SessionHandle.Open(Graph.Handle, Configuration.Bytes(threads));
    }

    /// <summary>The graph; it grows while the session lives.</summary>
    public TfGraph Graph { get; }

    /// <summary>The devices of the session, as TensorFlow names them.</summary>
    public IReadOnlyList<string> Devices => session.Devices();

    /// <summary>Whether a variable has a value here.</summary>
    public bool Holds(Variable variable) => places.TryGetValue(variable, out Place? place) && place.HasValue;

    /// <summary>The resource of a variable.</summary>
    public TfTensor HandleOf(Variable variable) => Find(variable).Handle;

    /// <summary>Gives variables their values, in one run.</summary>
    public void Assign(IReadOnlyList<(Variable Variable, float[] Value)> values)
    {
        TfOutput[] inputs = new TfOutput[values.Count];
        nint[] targets = new nint[values.Count];
        TensorHandle[] tensors = new TensorHandle[values.Count];
        nint[] pointers = new nint[values.Count];
        try
        {
            for (int i = 0; i < tensors.Length; i++)
            {
                (Variable variable, float[] value) = values[i];
                (inputs[i], targets[i]) = Find(variable).Assignment(Graph);

                // The tensor's memory becomes the variable: it is never used again.
                tensors[i] = TensorHandle.Of(Dimensions(variable.Shape), value);
                pointers[i] = tensors[i].DangerousGetHandle();
            }

            StatusHandle status = StatusHandle.Mine;
            Run(inputs, pointers, [], [], targets, status);
            status.Check("set the values of variables");
            foreach ((Variable variable, _) in values) Find(variable).HasValue = true;
        }
        finally
        {
            foreach (TensorHandle? tensor in tensors) tensor?.Dispose();
        }
    }

    /// <summary>Copies a variable.</summary>
    public void Read(Variable variable, Span<float> destination)
    {
        nint result = 0;
        StatusHandle status = StatusHandle.Mine;
        Run([], [], [Find(variable).Value(Graph).Native], new Span<nint>(ref result), [], status);
        status.Check($"read the variable {variable}");

        // A fetched weight is the variable's own memory: copied and let go, never written to.
        Take(result, destination[..variable.Count]);
    }

    /// <summary>Runs a part of the graph; the results are to be deleted by the caller. The status says how it ended.</summary>
    public void Run(
        ReadOnlySpan<TfOutput> inputs, ReadOnlySpan<nint> values, ReadOnlySpan<TfOutput> outputs, Span<nint> results, ReadOnlySpan<nint> targets, StatusHandle status)
    {
        fixed (TfOutput* x = inputs, y = outputs)
        fixed (nint* fed = values, fetched = results, wanted = targets)
        {
            NativeMethods.TF_SessionRun(session, 0, x, fed, inputs.Length, y, fetched, outputs.Length, wanted, targets.Length, 0, status);
        }
    }

    /// <summary>Copies a result of <see cref="Run"/> and deletes it.</summary>
    public static void Take(nint tensor, Span<float> destination)
    {
        try
        {
            long bytes = (long)NativeMethods.TF_TensorByteSize(tensor);
            if (bytes != destination.Length * 4L)
            {
                throw Throw.Operation($"TensorFlow returned {bytes / 4} elements where {destination.Length} were expected. This is a mistake in the engine.");
            }

            new ReadOnlySpan<float>(NativeMethods.TF_TensorData(tensor), destination.Length).CopyTo(destination);
        }
        finally
        {
            NativeMethods.TF_DeleteTensor(tensor);
        }
    }

    public void Dispose()
    {
        session.Dispose();
        Graph.Dispose();
    }

    private Place Find(Variable variable)
    {
        if (places.TryGetValue(variable, out Place? place)) return place;
        Graph.Origin = KerasRnn.Graph.Origin.None;

        // Without a name of its own a variable would be one with all others.
        TfTensor handle = Graph.Op("VarHandleOp").Set("dtype", TfDataType.Float).SetShape("shape", Dimensions(variable.Shape))
            .Set("shared_name", "variable_" + places.Count.ToString(CultureInfo.InvariantCulture)).Finish();
        place = new Place(handle, Dimensions(variable.Shape));
        places.Add(variable, place);
        return place;
    }

    private static long[] Dimensions(Shape shape)
    {
        long[] dimensions = new long[shape.Rank];
        for (int axis = 0; axis < dimensions.Length; axis++) dimensions[axis] = shape[axis];
        return dimensions;
    }

    private sealed class Place(TfTensor handle, long[] dimensions)
    {
        private TfTensor? value;
        private (TfOutput Input, nint Assign)? assignment;

        public TfTensor Handle => handle;

        public bool HasValue { get; set; }

        public TfTensor Value(TfGraph graph)
        {
            if (value is null)
            {
                graph.Origin = KerasRnn.Graph.Origin.None;
                value = graph.Op("ReadVariableOp").Input(handle).Set("dtype", TfDataType.Float).Finish();
            }

            return value.Value;
        }

        public (TfOutput Input, nint Assign) Assignment(TfGraph graph)
        {
            if (assignment is null)
            {
                graph.Origin = KerasRnn.Graph.Origin.None;
                TfTensor input = graph.Op("Placeholder").Set("dtype", TfDataType.Float).SetShape("shape", dimensions).Finish();
                TfTensor assign = graph.Op("AssignVariableOp").Input(handle).Input(input).Finish();
                assignment = (input.Native, assign.Operation);
            }

            return assignment.Value;
        }
    }
}
