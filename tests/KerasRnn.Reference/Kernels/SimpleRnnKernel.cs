using KerasRnn.Graph;

namespace KerasRnn.Reference;

/// <summary>h_t = φ(z_t + h_{t-1}·U), one row, one step, one unit at a time; backwards through time in the opposite order.</summary>
internal sealed class SimpleRnnKernel(SimpleRnnOp op) : Kernel
{
    public override NdArray[] Forward(NdArray[] x, int[][] shapes)
    {
        NdArray z = x[0], recurrent = x[1], states = new(shapes[0]), last = new(shapes[1]);
        int steps = z.Shape[1], units = z.Shape[2];
        for (int row = 0; row < z.Shape[0]; row++)
        {
            for (int t = 0; t < steps; t++)
            {
                double[] before = Before(x, states, row, t);
                for (int j = 0; j < units; j++)
                {
                    double sum = z.Data[At(z, row, t, j)];
                    for (int i = 0; i < units; i++) sum += before[i] * recurrent.Data[(i * units) + j];
                    states.Data[At(z, row, t, j)] = Activate(sum);
                }
            }

            for (int j = 0; j < units; j++) last.Data[(row * units) + j] = states.Data[At(z, row, steps - 1, j)];
        }

        return [states, last];
    }

    public override NdArray?[] Backward(NdArray[] x, NdArray[] y, NdArray?[] g)
    {
        NdArray z = x[0], recurrent = x[1], states = y[0];
        NdArray dz = NdArray.Like(z), dRecurrent = NdArray.Like(recurrent);
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
                    double d = (carry[j] + (g[0] is null ? 0 : g[0]!.Data[at])) * Slope(states.Data[at]);
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

        return op.HasInitialState ? [dz, dRecurrent, dInitial] : [dz, dRecurrent];
    }

    private static int At(NdArray z, int row, int t, int unit) => (((row * z.Shape[1]) + t) * z.Shape[2]) + unit;

    // The state before step t: the one before, the initial one, or zeros.
    private double[] Before(NdArray[] x, NdArray states, int row, int t)
    {
        int units = states.Shape[2];
        if (t > 0) return states.Data.AsSpan(At(states, row, t - 1, 0), units).ToArray();
        return op.HasInitialState ? x[2].Data.AsSpan(row * units, units).ToArray() : new double[units];
    }

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
