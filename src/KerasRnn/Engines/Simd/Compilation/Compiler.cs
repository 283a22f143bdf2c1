using KerasRnn.Engines.Simd.Gradients;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>What a program runs and where it finds its tensors.</summary>
internal sealed record CompiledProgram(
    Step[] Steps, Arena Arena, NativeBlock[] Constants, BatchSize[] Sizes, Location Workspace, Location[] Inputs, string[] InputNames, Location[] Outputs);

/// <summary>
/// From a program to a flat list of steps: gradients are written out as ops, ops are merged into units, units are put in order, tensors are
/// given their memory.
/// </summary>
internal static class Compiler
{
    public static CompiledProgram Compile(GraphProgram program, SimdState state)
    {
        FlatGraph graph = new(new Expansion(program));
        UnitGraph units = new(graph);
        if (state.SimdEngine.Fuse) Fusion.Apply(graph, units);
        MemoryMap map = new(graph, state);
        List<KeyValuePair<Variable, KerasTensor>> copies = UpdatePlacement.Place(graph, units, map);
        Emitter emitter = new(graph, units, map, state.SimdEngine.Threads);
        List<Unit> order = units.Sort();
        foreach (KerasTensor output in graph.Outputs) map.Of(graph.Root(output).Root).IsPinned = true;
        Location[] inputs = [.. graph.Inputs.Select(map.Locate)];
        foreach (Unit unit in order) emitter.Emit(unit);
        emitter.EmitCopies(copies, order.Count);
        map.SettleHandovers();
        return new CompiledProgram(
            [.. emitter.Steps], map.Arena, [.. map.Constants], [.. map.Sizes], emitter.Workspace, inputs,
            [.. graph.Inputs.Select(x => ((InputOp)x.Node!.Op).Name)], [.. graph.Outputs.Select(map.Locate)]);
    }
}
