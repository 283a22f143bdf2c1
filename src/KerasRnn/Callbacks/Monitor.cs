namespace KerasRnn;

/// <summary>What an improvement of a watched number is, shared by callbacks that watch one.</summary>
[StackTraceHidden]
internal sealed class Monitor
{
    private readonly bool larger;
    private readonly double minimum;

    /// <summary>Finds the direction.</summary>
    /// <param name="callback">Who watches.</param>
    /// <param name="name">What is watched: <c>val_loss</c>.</param>
    /// <param name="mode">The direction, or auto.</param>
    /// <param name="minDelta">The least change that counts.</param>
    /// <exception cref="ArgumentException">Auto, and no metric of that name says its direction.</exception>
    public Monitor(Callback callback, string name, MonitorMode mode, double minDelta)
    {
        larger = mode switch
        {
            MonitorMode.Min => false,
            MonitorMode.Max => true,
            _ => Direction(callback, name) == MetricDirection.Up,
        };
        minimum = larger ? Math.Abs(minDelta) : -Math.Abs(minDelta);
    }

    /// <summary>Whether a number is better than the best so far; none so far counts as improved.</summary>
    public bool IsImprovement(double current, double? best)
    {
        if (best is not double reference) return true;

        // Keras compares tensors of float32: 0.499999999 is no improvement on 0.5, and nothing beats a NaN.
        float candidate = (float)(current - minimum), bar = (float)reference;
        return larger ? candidate > bar : candidate < bar;
    }

    private static MetricDirection Direction(Callback callback, string name)
    {
        string plain = name.StartsWith("val_", StringComparison.Ordinal) ? name[4..] : name;
        if (plain == "loss") return MetricDirection.Down;
        MetricDirection direction = MetricDirection.Unknown;
        foreach (OutputPlan plan in callback.Model.Compiled?.Plans ?? [])
        {
            if (plain == plan.Name + "_loss") direction = MetricDirection.Down;
            foreach ((string reported, Metric metric) in plan.Metrics)
            {
                if (reported == plain) direction = metric.Direction;
            }
        }

        return direction != MetricDirection.Unknown
            ? direction
            : throw Throw.Argument($"{callback.GetType().Name} cannot tell whether \"{name}\" is better when it is smaller or larger. Set Mode to Min or Max.");
    }
}
