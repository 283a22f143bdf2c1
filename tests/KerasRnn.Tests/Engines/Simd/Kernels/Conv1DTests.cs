using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Graph;

namespace KerasRnn.Tests.Engines.Simd.Kernels;

[Trait("Vectors", "all")]
public sealed class Conv1DTests : KernelTests
{
    public static TheoryData<int, int, int, int, int, int, int, int> Shapes => new()
    {
        { 3, 10, 2, 3, 32, 1, 1, 1 },
        { 2, 8, 32, 3, 32, 1, 1, 1 },
        { 2, 9, 5, 1, 7, 1, 1, 1 },
        { 2, 9, 5, 9, 3, 1, 1, 1 },
        { 3, 11, 4, 3, 6, 2, 1, 1 },
        { 3, 11, 4, 2, 6, 5, 1, 1 },
        { 2, 4, 3, 1, 2, 3, 1, 1 },
        { 2, 13, 4, 3, 17, 1, 2, 1 },
        { 2, 13, 3, 4, 5, 1, 3, 1 },
        { 2, 12, 6, 3, 9, 1, 1, 3 },
        { 2, 12, 6, 3, 8, 2, 1, 2 },
        { 2, 12, 6, 2, 6, 1, 3, 6 },
        { 5, 40, 70, 5, 64, 1, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_is_one_chain_over_taps_and_channels(int batch, int steps, int channels, int width, int filters, int stride, int dilation, int groups)
    {
        ConvShape s = new(batch, steps, channels, width, filters, stride, dilation, groups);
        float[] x = Numbers(batch * steps * channels, 1), kernel = Numbers(width * s.GroupChannels * filters, 2), bias = Numbers(filters, 3);
        float[] expected = new float[batch * s.OutputSteps * filters];
        Each(s, (from, tap, to) => expected[to] = Link(x[from], kernel[tap], expected[to]));
        for (int i = 0; i < expected.Length; i++) expected[i] += bias[i % filters];
        Elementwise.Activate(RecurrentActivation.Relu, expected, expected);
        AtEveryWidth(() =>
        {
            float[] y = Numbers(expected.Length, 4);
            Conv1D.Forward(x, kernel, bias, s, RecurrentActivation.Relu, new float[Conv1D.Workspace(s)], y);
            AssertSame(expected, y);
        });
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Gradients_are_chains_in_the_documented_order(int batch, int steps, int channels, int width, int filters, int stride, int dilation, int groups)
    {
        ConvShape s = new(batch, steps, channels, width, filters, stride, dilation, groups);
        float[] x = Numbers(batch * steps * channels, 1), kernel = Numbers(width * s.GroupChannels * filters, 2), dy = Numbers(batch * s.OutputSteps * filters, 3);
        float[] dx = new float[x.Length], dk = new float[kernel.Length], sums = new float[filters];
        List<(int From, int To)>[] taps = [.. dk.Select(_ => new List<(int, int)>())];
        Each(s, (from, tap, to) => taps[tap].Add((from, to)));
        int rows = batch * s.OutputSteps;
        bool isOneSegment = stride * s.OutputSteps == steps;
        for (int tap = 0; tap < dk.Length; tap++)
        {
            List<(int From, int To)> met = taps[tap];
            dk[tap] = InBlocks(null, Blocks(rows, isOneSegment ? 1 : batch), (row, sum) => Link(x[met[row].From], dy[met[row].To], sum));
        }

        for (int f = 0; f < filters; f++) sums[f] = InBlocks(null, Blocks(rows), (row, sum) => sum + dy[(row * filters) + f]);

        // The same visits, tap by tap: those of one input element then ascend over q, then f.
        List<(int From, int Tap, int To)> visits = [];
        Each(s, (from, tap, to) => visits.Add((from, tap, to)));
        int tapSize = s.GroupChannels * filters;
        foreach ((int from, int tap, int to) in visits.OrderBy(v => v.Tap / tapSize).ThenBy(v => v.To)) dx[from] = Link(dy[to], kernel[tap], dx[from]);

        AtEveryWidth(() =>
        {
            float[] workspace = new float[Conv1D.Workspace(s)], toX = Numbers(x.Length, 5), toK = Numbers(kernel.Length, 6), toBias = Numbers(filters, 7);
            Conv1D.BackwardInput(dy, kernel, s, workspace, toX);
            AssertSame(dx, toX);
            Conv1D.BackwardKernel(x, dy, s, workspace, toBias, toK);
            AssertSame(dk, toK);
            AssertSame(sums, toBias);
        });
    }

    [Fact]
    public void A_kernel_of_width_1_is_a_product()
    {
        ConvShape s = new(3, 7, 9, 1, 11);
        float[] x = Numbers(3 * 7 * 9, 1), kernel = Numbers(9 * 11, 2), expected = new float[21 * 11], y = new float[21 * 11];
        MatMul.Multiply(x, 9, kernel, 11, [], 21, 9, 11, RecurrentActivation.Tanh, false, new float[MatMul.Workspace(21, 9, 11)], expected, 11);
        Conv1D.Forward(x, kernel, [], s, RecurrentActivation.Tanh, new float[Conv1D.Workspace(s)], y);
        AssertSame(expected, y);
    }

    // Every (x, kernel, y) that meet, ascending over b, t, f, q, c.
    private static void Each(ConvShape s, Action<int, int, int> visit)
    {
        for (int to = 0; to < s.Batch * s.OutputSteps * s.Filters; to++)
        {
            int f = to % s.Filters, t = to / s.Filters % s.OutputSteps, b = to / s.Filters / s.OutputSteps;
            for (int q = 0; q < s.Width; q++)
            {
                for (int c = 0; c < s.GroupChannels; c++)
                {
                    int channel = (f / s.GroupFilters * s.GroupChannels) + c;
                    int from = (((b * s.Steps) + (t * s.Stride) + (q * s.Dilation)) * s.Channels) + channel;
                    visit(from, (((q * s.GroupChannels) + c) * s.Filters) + f, to);
                }
            }
        }
    }
}
