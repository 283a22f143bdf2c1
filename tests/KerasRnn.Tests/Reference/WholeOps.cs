using KerasRnn.Graph;

namespace KerasRnn.Tests.Reference;

internal static class WholeOps
{
    /// <summary>Asserts that an op and its definition have the same outputs and the same gradients of a sum that weighs all of them.</summary>
    public static void AssertDefined(Op op, int batch, params (Shape Shape, float[] Values)[] inputs)
    {
        double[][] whole = Graphs.Run(x => WithGradients(x[0].Trace.Apply(op, [.. x]), x), batch, inputs);
        double[][] defined = Graphs.Run(x => WithGradients(op.Define(Operands.Create<KerasTensor>(x))!, x), batch, inputs);
        Assert.Equal(defined.Length, whole.Length);
        for (int i = 0; i < whole.Length; i++) Graphs.AssertClose(defined[i], whole[i]);
    }

    private static KerasTensor?[] WithGradients(IReadOnlyList<KerasTensor> y, KerasTensor[] x)
    {
        KerasTensor loss = y.Select((output, i) => Ops.Sum(output * output * (i + 1))).Aggregate(Ops.Add);
        return [.. y, .. loss.Trace.Gradients(loss, x)];
    }
}
