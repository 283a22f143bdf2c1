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
    /// <summary>Compiles a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="operations">What the engine knows of each op.</param>
    /// <param name="variables">Where variables lie.</param>
    /// <param name="threads">The most threads that a step may use.</param>
    /// <param name="fuses">Whether ops are merged into one step.</param>
    public static CompiledProgram Compile(GraphProgram program, OperationTable operations, VariableMemory variables, int threads, bool fuses)
    {
        FlatGraph graph = new(new Expansion(program, operations), operations);
        FusionGraph groups = new(graph);
        if (fuses) Fusion.Apply(graph, groups);
        MemoryMap map = new(graph, variables);
        List<KeyValuePair<Variable, KerasTensor>> copies = UpdatePlacement.Place(graph, groups, map);
        Emitter emitter = new(graph, groups, map, threads);
        List<FusionGroup> order = groups.Sort();
        foreach (KerasTensor output in graph.Outputs) map.Of(graph.Root(output).Root).IsPinned = true;
        Location[] inputs = [.. graph.Inputs.Select(map.Locate)];
        foreach (FusionGroup group in order) emitter.Emit(group);
        emitter.EmitCopies(copies, order.Count);
        map.SettleHandovers();
        return new CompiledProgram(
            [.. emitter.Steps], map.Arena, [.. map.Constants], [.. map.Sizes], emitter.Workspace, inputs,
            [.. graph.Inputs.Select(x => ((InputOp)x.Node!.Op).Name)], [.. graph.Outputs.Select(map.Locate)]);
    }
}
