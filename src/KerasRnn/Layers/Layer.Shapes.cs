using System.Runtime.ExceptionServices;
using KerasRnn.Graph;

namespace KerasRnn;

// The shapes of outputs before there are data: by the layer's rule, or by its equation in a trace that is thrown away.
public abstract partial class Layer
{
    // Lengths to try where only data know one and the layer has no rule: far apart, so that windows and strides show; others where they are refused, prime
    // ones and such that much divides.
    private static readonly int[] TriedLengths = [509, 4_093, 5_040, 55_440, 32_749, 720_720, 262_139];

    private readonly List<(IReadOnlyList<Shape> Inputs, IReadOnlyList<Shape> Outputs)> promises = [];

    /// <summary>Whether the shapes of the outputs are those of the last call, not of the first one.</summary>
    private protected virtual bool FollowsLastShapes => false;

    /// <summary>Whether the layer can stand at the beginning, without an input.</summary>
    private protected virtual bool NeedsInput => true;

    /// <summary>Builds the layer and returns the shapes of its outputs.</summary>
    [StackTraceHidden]
    internal IReadOnlyList<Shape> OutputShapesFor(IReadOnlyList<Shape> inputs)
    {
        IReadOnlyList<Shape> shapes = InferShapes(inputs);
        if (OutputShapes.Count == 0 || FollowsLastShapes) OutputShapes = shapes;
        return shapes;
    }

    [StackTraceHidden]
    private protected virtual IReadOnlyList<Shape> InferShapes(IReadOnlyList<Shape> inputs)
    {
        EnsureBuilt(inputs);
        if (inputs.All(shape => !shape.HasUnknown)) return Probe(inputs, Shape.Unknown);
        IReadOnlyList<Shape> shapes = ComputeOutputShapes(inputs) ?? Tried(inputs);
        if (shapes.Contains(null!)) throw Throw.Operation($"{Subject} returned null among the shapes of ComputeOutputShapes. Return the shape of each output.");
        promises.Add((inputs, shapes));
        return shapes;
    }

    // What differs between two lengths is unknown. The length left open comes first: layers inside are then built for the shape that was given, and where no
    // two lengths will do, it answers, or says why not in terms of that shape.
    [StackTraceHidden]
    private IReadOnlyList<Shape> Tried(IReadOnlyList<Shape> inputs)
    {
        IReadOnlyList<Shape>? open = null;
        ExceptionDispatchInfo? refusal = null;
        try
        {
            open = Probe(inputs, Shape.Unknown);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            refusal = ExceptionDispatchInfo.Capture(e);
        }

        List<IReadOnlyList<Shape>> tried = [];
        foreach (int length in TriedLengths)
        {
            try
            {
                tried.Add(Probe(inputs, length));
                if (tried.Count == 2) break;
            }
            catch (ArgumentException e)
            {
                refusal ??= ExceptionDispatchInfo.Capture(e);
            }
        }

        if (tried.Count == 2) return Merged(inputs, tried[0], tried[1]);
        if (open is null) refusal!.Throw();
        return open!;
    }

    [StackTraceHidden]
    private IReadOnlyList<Shape> Merged(IReadOnlyList<Shape> inputs, IReadOnlyList<Shape> one, IReadOnlyList<Shape> other)
    {
        if (one.Select(shape => shape.Rank).SequenceEqual(other.Select(shape => shape.Rank))) return [.. one.Zip(other, Merge)];
        throw Throw.Argument(
            $"{Subject} returns {string.Join(" and ", one)} for one length of {string.Join(" and ", inputs)}, and for another {string.Join(" and ", other)}. Return as many tensors of as many axes for every length.");
    }

    private static Shape Merge(Shape a, Shape b)
    {
        Shape merged = a;
        for (int axis = 0; axis < a.Rank; axis++)
        {
            if (a[axis] != b[axis]) merged = merged.With(axis, Shape.Unknown);
        }

        return merged;
    }

    // An equation may depend on a length in a way that no trial shows: then the layers behind were built for the wrong shape.
    [StackTraceHidden]
    private void CheckPromise(IReadOnlyList<Shape> inputs, MaskedTensors outputs)
    {
        foreach ((IReadOnlyList<Shape> given, IReadOnlyList<Shape> promised) in promises)
        {
            if (given.Count != inputs.Count || given.Zip(inputs).Any(pair => Shape.Same(pair.First, pair.Second) is null)) continue;
            if (promised.Count == outputs.Count && promised.Zip(outputs).All(pair => Shape.Same(pair.First, pair.Second.Shape) is not null)) continue;
            throw Throw.Operation(
                $"{Subject} returned {string.Join(" and ", outputs.Select(o => o.Shape))} for {string.Join(" and ", inputs)}; for {string.Join(" and ", given)} it was taken to return {string.Join(" and ", promised)}. Override ComputeOutputShapes to say how its output depends on the length.");
        }
    }

    [StackTraceHidden]
    private IReadOnlyList<Shape> Probe(IReadOnlyList<Shape> inputs, int length)
    {
        CallContext context = CallContext.ForTrial(new Trace());
        KerasTensor[] probes = [.. inputs.Select((shape, i) => context.Trace.Input($"input_{i}", shape.Fill(length), InputSource.Data))];
        return [.. CallAll(new MaskedTensors(probes), context).Select(output => output.Shape)];
    }
}
