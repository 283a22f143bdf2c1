using KerasRnn.Graph;

namespace KerasRnn.Reference;

/// <summary>
/// h_t = φ(z_t + h_{t-1}·U), or h_{t-1} where the step is masked, plus e_t; one row, one step, one unit at a time; backwards through time in the opposite order.
/// </summary>
internal sealed class SimpleRnnKernel(SimpleRnnOp op) : Kernel
{
    public override NdArray[] Forward(Operands<NdArray> x, int[][] shapes)
    {
        NdArray z = x[RecurrenceOp.Sequence], states = new(shapes[0]), last = new(shapes[1]);
        int steps = z.Shape[1], units = z.Shape[2];
        for (int row = 0; row < z.Shape[0]; row++)
        {
            for (int t = 0; t < steps; t++)
            {
                double[] before = Before(x, states, row, t);
                for (int j = 0; j < units; j++)
                {
                    states.Data[At(z, row, t, j)] = (IsMasked(x, row, t) ? before[j] : Next(x, before, row, t, j)) + Perturbation(x, At(z, row, t, j));
                }
            }

            for (int j = 0; j < units; j++) last.Data[(row * units) + j] = states.Data[At(z, row, steps - 1, j)];
        }

        return [states, last];
    }

    public override NdArray?[] Backward(Operands<NdArray> x, NdArray[] y, NdArray?[] g)
    {
        NdArray z = x[RecurrenceOp.Sequence], recurrent = x[RecurrenceOp.RecurrentKernel], states = y[RecurrenceOp.States];
        NdArray dz = NdArray.Like(z), dRecurrent = NdArray.Like(recurrent), dPerturbation = NdArray.Like(z);
        NdArray dInitial = new(z.Shape[0], z.Shape[2]);
        int steps = z.Shape[1], units = z.Shape[2];
        for (int row = 0; row < z.Shape[0]; row++)
        {
            // The gradient of the state before step t + 1: what comes from the future.
            double[] carry = new double[units];
            if (g[1] is not null) Array.Copy(g[1]!.Data, row * units, carry, 0, units);
            for (int t = steps - 1; t >= 0; t--)
            {
                double[] before = Before(x, states, row, t), earlier = new double[units];
                for (int j = 0; j < units; j++)
                {
                    int at = At(z, row, t, j);
                    double all = carry[j] + (g[0] is null ? 0 : g[0]!.Data[at]);
                    dPerturbation.Data[at] = all;
                    if (IsMasked(x, row, t))
                    {
                        earlier[j] += all;
                        continue;
                    }

                    double d = all * Slope(Next(x, before, row, t, j));
                    dz.Data[at] = d;
                    for (int i = 0; i < units; i++)
                    {
                        earlier[i] += d * recurrent.Data[(i * units) + j];
                        dRecurrent.Data[(i * units) + j] += before[i] * d;
                    }
                }

                carry = earlier;
            }

            Array.Copy(carry, 0, dInitial.Data, row * units, units);
        }

        return [dz, dRecurrent, dInitial, null, dPerturbation];
    }

    private static int At(NdArray z, int row, int t, int unit) => (((row * z.Shape[1]) + t) * z.Shape[2]) + unit;

    // The state before step t: the one before, the initial one, or zeros.
    private static double[] Before(Operands<NdArray> x, NdArray states, int row, int t)
    {
        int units = states.Shape[2];
        if (t > 0) return states.Data.AsSpan(At(states, row, t - 1, 0), units).ToArray();
        return x.Find(SimpleRnnOp.InitialState) is NdArray initial ? initial.Data.AsSpan(row * units, units).ToArray() : new double[units];
    }

    // φ(z_t + h_{t-1}·U) of one unit.
    private double Next(Operands<NdArray> x, double[] before, int row, int t, int unit)
    {
        NdArray z = x[RecurrenceOp.Sequence], recurrent = x[RecurrenceOp.RecurrentKernel];
        double sum = z.Data[At(z, row, t, unit)];
        for (int i = 0; i < before.Length; i++) sum += before[i] * recurrent.Data[(i * before.Length) + unit];
        return Activate(sum);
    }

    private static bool IsMasked(Operands<NdArray> x, int row, int t) => x.Find(SimpleRnnOp.Mask) is NdArray mask && mask.Data[(row * mask.Shape[1]) + t] == 0;

    private static double Perturbation(Operands<NdArray> x, int at) => x.Find(SimpleRnnOp.Perturbation) is NdArray e ? e.Data[at] : 0;

    private double Activate(double x) => op.Activation switch
    {
        RecurrentActivation.Linear => x,
        RecurrentActivation.Tanh => Math.Tanh(x),
        RecurrentActivation.Sigmoid => Functions.Sigmoid(x),
        RecurrentActivation.Relu => x < 0 ? 0 : x,
        RecurrentActivation.HardSigmoid => Math.Min(6, Math.Max(x + 3, 0)) / 6,
        _ => throw new NotSupportedException($"The reference engine has no recurrent activation {op.Activation}."),
    };

    // The derivative by the value; at both kinks of the hard sigmoid its definition gives the whole gradient to the constant.
    private double Slope(double y) => op.Activation switch
    {
        RecurrentActivation.Tanh => 1 - (y * y),
        RecurrentActivation.Sigmoid => y * (1 - y),
        RecurrentActivation.Relu => y > 0 ? 1 : 0,
        RecurrentActivation.HardSigmoid => y > 0 && y < 1 ? 1.0 / 6 : 0,
        _ => 1,
    };
}
