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
        foreach ((float[] mask, float[] e) in Options(batch, steps, units))
        {
            (float[] expected, _) = Forward(z, u, h0, mask, e, batch, steps, units, activation);
            AtEveryWidth(() =>
            {
                float[] workspace = new float[SimpleRnn.ForwardWorkspace(batch, steps, units)], h = new float[z.Length], last = new float[batch * units];
                SimpleRnn.Forward(z, u, h0, mask, e, batch, steps, units, activation, workspace, h, last);
                AssertSame(expected, h);
                for (int b = 0; b < batch; b++) AssertSame(h.AsSpan(((b * steps) + steps - 1) * units, units), last.AsSpan(b * units, units));

                float[] inPlace = [.. z];
                SimpleRnn.Forward(inPlace, u, h0, mask, e, batch, steps, units, activation, workspace, inPlace, []);
                AssertSame(expected, inPlace);
            });
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_chains_in_the_documented_order(int batch, int steps, int units, RecurrentActivation activation, bool hasInitial)
    {
        float[] z = Numbers(batch * steps * units, 1), u = Recurrent(units), h0 = hasInitial ? Numbers(batch * units, 3) : [];
        foreach ((float[] mask, float[] e) in Options(batch, steps, units))
        {
            (float[] h, float[] values) = Forward(z, u, h0, mask, e, batch, steps, units, activation);
            float[] hidden = e.Length > 0 ? z : [];
            foreach ((bool withStates, bool withLast) in new[] { (true, false), (true, true), (false, true) })
            {
                float[] dh = withStates ? Numbers(h.Length, 5) : [], dLast = withLast ? Numbers(batch * units, 6) : [];
                (float[] dz, float[] dh0, float[] du, float[] de) = Backward(dh, dLast, h, values, u, h0, mask, batch, steps, units, activation);
                AtEveryWidth(() =>
                {
                    float[] workspace = new float[SimpleRnn.BackwardWorkspace(batch, steps, units, mask.Length > 0, hidden.Length > 0)];
                    float[] toZ = new float[h.Length], toH0 = new float[hasInitial ? batch * units : 0], toU = Numbers(units * units, 9), toE = new float[e.Length];
                    SimpleRnn.Backward(dh, dLast, h, u, h0, mask, hidden, batch, steps, units, activation, workspace, toZ, toH0, toU, toE);
                    AssertSame(dz, toZ);
                    AssertSame(du, toU);
                    if (hasInitial) AssertSame(dh0, toH0);
                    if (e.Length > 0) AssertSame(de, toE);
                    if (!withStates) return;

                    float[] inPlace = [.. dh];
                    SimpleRnn.Backward(inPlace, dLast, h, u, h0, mask, hidden, batch, steps, units, activation, workspace, inPlace, [], [], []);
                    AssertSame(dz, inPlace);
                });
            }
        }
    }

    [Fact]
    public void A_perturbation_of_zeros_changes_no_bit_and_padding_changes_nothing()
    {
        const int batch = 5, steps = 7, units = 24;
        float[] z = Numbers(batch * steps * units, 1), u = Recurrent(units), workspace = new float[SimpleRnn.BackwardWorkspace(batch, steps, units, true, true)];
        float[] plain = new float[z.Length], perturbed = new float[z.Length], last = new float[batch * units];
        SimpleRnn.Forward(z, u, [], [], [], batch, steps, units, RecurrentActivation.Tanh, workspace, plain, []);
        SimpleRnn.Forward(z, u, [], [], new float[z.Length], batch, steps, units, RecurrentActivation.Tanh, workspace, perturbed, []);
        AssertSame(plain, perturbed);

        // The last steps masked: the last state is that of the step before them.
        float[] mask = [.. Enumerable.Range(0, batch * steps).Select(i => i % steps < 4 ? 1f : 0f)];
        SimpleRnn.Forward(z, u, [], mask, [], batch, steps, units, RecurrentActivation.Tanh, workspace, perturbed, last);
        for (int b = 0; b < batch; b++) AssertSame(plain.AsSpan(((b * steps) + 3) * units, units), last.AsSpan(b * units, units));
    }

    [Fact]
    public void A_batch_cut_in_two_gives_the_same_bits()
    {
        const int batch = 21, steps = 6, units = 32;
        float[] z = Numbers(batch * steps * units, 1), u = Recurrent(units), workspace = new float[SimpleRnn.BackwardWorkspace(batch, steps, units)];
        float[] whole = new float[z.Length], parts = new float[z.Length];
        SimpleRnn.Forward(z, u, [], [], [], batch, steps, units, RecurrentActivation.Tanh, workspace, whole, []);
        const int cut = 5;
        SimpleRnn.Forward(z, u, [], [], [], cut, steps, units, RecurrentActivation.Tanh, workspace, parts, []);
        int at = cut * steps * units;
        SimpleRnn.Forward(z.AsSpan(at), u, [], [], [], batch - cut, steps, units, RecurrentActivation.Tanh, workspace, parts.AsSpan(at), []);
        AssertSame(whole, parts);
    }

    [Fact]
    public void The_gradient_agrees_with_finite_differences()
    {
        const int batch = 3, steps = 4, units = 5;
        float[] z = Numbers(batch * steps * units, 1), u = Recurrent(units), weights = Numbers(z.Length, 7);
        float[] h = new float[z.Length], dz = new float[z.Length], du = new float[u.Length], workspace = new float[SimpleRnn.BackwardWorkspace(batch, steps, units)];
        SimpleRnn.Forward(z, u, [], [], [], batch, steps, units, RecurrentActivation.Tanh, workspace, h, []);
        SimpleRnn.Backward(weights, [], h, u, [], [], [], batch, steps, units, RecurrentActivation.Tanh, workspace, dz, [], du, []);
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

    // Without and with a mask, in which some sequence begins, stops or is left out altogether, and a perturbation.
    private static IEnumerable<(float[] Mask, float[] E)> Options(int batch, int steps, int units)
    {
        float[] mask = [.. Numbers(batch * steps, 11).Select((v, i) => v > 0 && i / steps != 1 ? 1f : 0f)], e = Numbers(batch * steps * units, 12);
        return [([], []), (mask, []), ([], e), (mask, e)];
    }

    // The states and, before masks and perturbations, φ of each step.
    private static (float[] States, float[] Values) Forward(float[] z, float[] u, float[] h0, float[] mask, float[] e, int batch, int steps, int units, RecurrentActivation activation)
    {
        float[] h = new float[z.Length], values = new float[z.Length];
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
                h.AsSpan(row, units).CopyTo(values.AsSpan(row));
                for (int j = 0; j < units && mask.Length > 0 && mask[(b * steps) + t] == 0; j++) h[row + j] = before.Length > 0 ? before[j] : 0;
                for (int j = 0; j < e.Length && j < units; j++) h[row + j] += e[row + j];
            }
        }

        return (h, values);
    }

    private static (float[] Z, float[] Initial, float[] Recurrent, float[] Perturbation) Backward(
        float[] dh, float[] dLast, float[] h, float[] values, float[] u, float[] h0, float[] mask, int batch, int steps, int units, RecurrentActivation activation)
    {
        float[] dz = new float[h.Length], dh0 = new float[batch * units], du = new float[units * units], de = new float[h.Length];
        for (int b = 0; b < batch; b++)
        {
            float[] held = [];
            for (int t = steps - 1; t >= -1; t--)
            {
                int row = ((b * steps) + t) * units;
                float[] g = new float[units];
                for (int j = 0; j < units; j++)
                {
                    float sum = t < 0 || dh.Length == 0 ? 0 : dh[row + j];
                    if (t == steps - 1 && dLast.Length > 0) sum = dh.Length == 0 ? dLast[(b * units) + j] : sum + dLast[(b * units) + j];
                    for (int p = 0; p < units && t < steps - 1; p++) sum = Link(dz[row + units + p], u[(j * units) + p], sum);
                    g[j] = held.Length > 0 ? sum + held[j] : sum;
                }

                held = t >= 0 && mask.Length > 0 && mask[(b * steps) + t] == 0 ? g : [];
                if (t < 0)
                {
                    g.CopyTo(dh0.AsSpan(b * units));
                    continue;
                }

                g.CopyTo(de.AsSpan(row));
                if (held.Length == 0) Elementwise.Backward(activation, g, values.AsSpan(row, units), dz.AsSpan(row, units));
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

        return (dz, dh0, du, de);
    }
}
