using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Graph;

namespace KerasRnn.Tests.Engines.Simd.Kernels;

[Trait("Vectors", "all")]
public sealed class SimpleRnnTests : KernelTests
{
    public static TheoryData<int, int, int, RecurrentActivation, bool> Cases
    {
        get
        {
            TheoryData<int, int, int, RecurrentActivation, bool> cases = [];
            foreach (int u in new[] { 1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 64, 65, 97, 128 })
            {
                cases.Add(1 + (u % 5), 1 + (u % 4), u, (RecurrentActivation)(u % 5), u % 2 == 0);
                cases.Add(19, 5, u, RecurrentActivation.Tanh, u % 2 == 1);
            }

            foreach (RecurrentActivation activation in Enum.GetValues<RecurrentActivation>()) cases.Add(11, 6, 12, activation, true);
            cases.Add(140, 2, 100, RecurrentActivation.Tanh, true);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void States_are_chains_that_start_at_z(int batch, int steps, int units, RecurrentActivation activation, bool hasInitial)
    {
        float[] z = Numbers(batch * steps * units, 1), u = Recurrent(units), h0 = hasInitial ? Numbers(batch * units, 3) : [];
        float[] expected = Forward(z, u, h0, batch, steps, units, activation);
        AtEveryWidth(() =>
        {
            float[] workspace = new float[SimpleRnn.ForwardWorkspace(batch, steps, units)], h = new float[z.Length], last = new float[batch * units];
            SimpleRnn.Forward(z, u, h0, batch, steps, units, activation, workspace, h, last);
            AssertSame(expected, h);
            for (int b = 0; b < batch; b++) AssertSame(h.AsSpan(((b * steps) + steps - 1) * units, units), last.AsSpan(b * units, units));

            float[] inPlace = [.. z];
            SimpleRnn.Forward(inPlace, u, h0, batch, steps, units, activation, workspace, inPlace, []);
            AssertSame(expected, inPlace);
        });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_chains_in_the_documented_order(int batch, int steps, int units, RecurrentActivation activation, bool hasInitial)
    {
        float[] z = Numbers(batch * steps * units, 1), u = Recurrent(units), h0 = hasInitial ? Numbers(batch * units, 3) : [];
        float[] h = Forward(z, u, h0, batch, steps, units, activation);
        foreach ((bool withStates, bool withLast) in new[] { (true, false), (true, true), (false, true) })
        {
            float[] dh = withStates ? Numbers(h.Length, 5) : [], dLast = withLast ? Numbers(batch * units, 6) : [];
            (float[] dz, float[] dh0, float[] du) = Backward(dh, dLast, h, u, h0, batch, steps, units, activation);
            AtEveryWidth(() =>
            {
                float[] workspace = new float[SimpleRnn.BackwardWorkspace(batch, steps, units)];
                float[] toZ = new float[h.Length], toH0 = new float[hasInitial ? batch * units : 0], toU = Numbers(units * units, 9);
                SimpleRnn.Backward(dh, dLast, h, u, h0, batch, steps, units, activation, workspace, toZ, toH0, toU);
                AssertSame(dz, toZ);
                AssertSame(du, toU);
                if (hasInitial) AssertSame(dh0, toH0);
                if (!withStates) return;

                float[] inPlace = [.. dh];
                SimpleRnn.Backward(inPlace, dLast, h, u, h0, batch, steps, units, activation, workspace, inPlace, [], []);
                AssertSame(dz, inPlace);
            });
        }
    }

    [Fact]
    public void A_batch_cut_in_two_gives_the_same_bits()
    {
        const int batch = 21, steps = 6, units = 32;
        float[] z = Numbers(batch * steps * units, 1), u = Recurrent(units), workspace = new float[SimpleRnn.BackwardWorkspace(batch, steps, units)];
        float[] whole = new float[z.Length], parts = new float[z.Length];
        SimpleRnn.Forward(z, u, [], batch, steps, units, RecurrentActivation.Tanh, workspace, whole, []);
        const int cut = 5;
        SimpleRnn.Forward(z, u, [], cut, steps, units, RecurrentActivation.Tanh, workspace, parts, []);
        int at = cut * steps * units;
        SimpleRnn.Forward(z.AsSpan(at), u, [], batch - cut, steps, units, RecurrentActivation.Tanh, workspace, parts.AsSpan(at), []);
        AssertSame(whole, parts);
    }

    [Fact]
    public void The_gradient_agrees_with_finite_differences()
    {
        const int batch = 3, steps = 4, units = 5;
        float[] z = Numbers(batch * steps * units, 1), u = Recurrent(units), weights = Numbers(z.Length, 7);
        float[] h = new float[z.Length], dz = new float[z.Length], du = new float[u.Length], workspace = new float[SimpleRnn.BackwardWorkspace(batch, steps, units)];
        SimpleRnn.Forward(z, u, [], batch, steps, units, RecurrentActivation.Tanh, workspace, h, []);
        SimpleRnn.Backward(weights, [], h, u, [], batch, steps, units, RecurrentActivation.Tanh, workspace, dz, [], du);
        double[] z64 = [.. z.Select(v => (double)v)], u64 = [.. u.Select(v => (double)v)];
        for (int i = 0; i < z.Length; i++) Assert.Equal(Difference(z64, i), dz[i], 2e-5);
        for (int i = 0; i < u.Length; i++) Assert.Equal(Difference(u64, i), du[i], 2e-5);

        double Difference(double[] at, int i)
        {
            double old = at[i];
            at[i] = old + 1e-5;
            double up = Loss();
            at[i] = old - 1e-5;
            double down = Loss();
            at[i] = old;
            return (up - down) / 2e-5;
        }

        double Loss()
        {
            double loss = 0;
            double[] state = new double[units], next = new double[units];
            for (int b = 0; b < batch; b++)
            {
                Array.Clear(state);
                for (int t = 0; t < steps; t++)
                {
                    for (int j = 0; j < units; j++)
                    {
                        double sum = z64[(((b * steps) + t) * units) + j];
                        for (int p = 0; p < units; p++) sum += state[p] * u64[(p * units) + j];
                        next[j] = Math.Tanh(sum);
                        loss += next[j] * weights[(((b * steps) + t) * units) + j];
                    }

                    (state, next) = (next, state);
                }
            }

            return loss;
        }
    }

    private static float[] Recurrent(int units) => [.. Numbers(units * units, 2).Select(v => v / MathF.Sqrt(units))];

    private static float[] Forward(float[] z, float[] u, float[] h0, int batch, int steps, int units, RecurrentActivation activation)
    {
        float[] h = new float[z.Length];
        for (int b = 0; b < batch; b++)
        {
            for (int t = 0; t < steps; t++)
            {
                int row = ((b * steps) + t) * units;
                ReadOnlySpan<float> before = t > 0 ? h.AsSpan(row - units, units) : h0.Length > 0 ? h0.AsSpan(b * units, units) : [];
                for (int j = 0; j < units; j++)
                {
                    float sum = z[row + j];
                    for (int p = 0; p < before.Length; p++) sum = Link(before[p], u[(p * units) + j], sum);
                    h[row + j] = sum;
                }

                Elementwise.Activate(activation, h.AsSpan(row, units), h.AsSpan(row, units));
            }
        }

        return h;
    }

    private static (float[] Z, float[] Initial, float[] Recurrent) Backward(
        float[] dh, float[] dLast, float[] h, float[] u, float[] h0, int batch, int steps, int units, RecurrentActivation activation)
    {
        float[] dz = new float[h.Length], dh0 = new float[batch * units], du = new float[units * units];
        for (int b = 0; b < batch; b++)
        {
            for (int t = steps - 1; t >= -1; t--)
            {
                int row = ((b * steps) + t) * units;
                float[] g = new float[units];
                for (int j = 0; j < units; j++)
                {
                    float sum = t < 0 || dh.Length == 0 ? 0 : dh[row + j];
                    if (t == steps - 1 && dLast.Length > 0) sum = dh.Length == 0 ? dLast[(b * units) + j] : sum + dLast[(b * units) + j];
                    for (int p = 0; p < units && t < steps - 1; p++) sum = Link(dz[row + units + p], u[(j * units) + p], sum);
                    g[j] = sum;
                }

                if (t < 0) g.CopyTo(dh0.AsSpan(b * units));
                else Elementwise.Backward(activation, g, h.AsSpan(row, units), dz.AsSpan(row, units));
            }
        }

        for (int p = 0; p < units; p++)
        {
            for (int j = 0; j < units; j++)
            {
                float? start = h0.Length == 0 ? null : InBlocks(null, Blocks(batch), (b, sum) => Link(h0[(b * units) + p], dz[(b * steps * units) + j], sum));
                float sum = InBlocks(start, steps == 1 ? [] : Blocks(batch * (steps - 1), batch), (i, before) =>
                {
                    int row = (i / (steps - 1) * steps) + (i % (steps - 1));
                    return Link(h[(row * units) + p], dz[((row + 1) * units) + j], before);
                });
                du[(p * units) + j] = sum;
            }
        }

        return (dz, dh0, du);
    }
}
