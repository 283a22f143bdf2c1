using KerasRnn.Graph;

namespace KerasRnn.Tests.Metrics;

public sealed class MetricTests
{
    [Fact]
    public void A_loss_among_the_metrics_is_the_metric_of_its_name()
    {
        Metric metric = new MeanAbsoluteError();
        Assert.Equal("mean_absolute_error", metric.Name);
        Assert.Equal(MetricDirection.Down, metric.Direction);
    }

    [Fact]
    public void A_metric_of_ones_own_keeps_a_state_that_reset_sets_back()
    {
        Trace trace = new();
        KerasTensor y = trace.Input("y", new Shape(Shape.Batch, 1), InputSource.Data), p = trace.Input("p", new Shape(Shape.Batch, 1), InputSource.Data);
        WorstError worst = new();
        worst.Build(y.Shape, p.Shape);
        worst.Build(y.Shape, p.Shape);
        CallContext context = new(trace);
        worst.Update(context, y, p, null);
        Assert.Equal([3.0], Golden.Run(trace, [worst.Result(context)], 2, [0, 0], [1, -3])[0]);
        worst.Reset();
        Assert.Equal([0.5f], Assert.Single(worst.Variables).GetValue());
        Assert.Equal("worst_error/worst", worst.Variables[0].Path);
    }

    [Fact]
    public void A_running_mean_counts_each_batch_by_its_size()
    {
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch), InputSource.Data);
        RunningMean mean = new("loss");
        mean.Build(Shape.Scalar, Shape.Scalar);
        CallContext context = new(trace);
        mean.Add(context, context.Constant(2), Ops.Size(x, 0));
        mean.Add(context, context.Constant(5), context.Constant(1));
        Golden.Close([9.0 / 3], Golden.Run(trace, [mean.Result(context)], 2, [0, 0])[0], 1e-12, "mean");
    }

    [Fact]
    public void Unknown_names_are_answered_with_the_nearest() => Assert.StartsWith(
        "There is no metric \"acuracy\". Did you mean \"accuracy\"? Known: Accuracy, BCE, BinaryAccuracy, ",
        Assert.Throws<ArgumentException>(() => (Metric)"acuracy").Message, StringComparison.Ordinal);

    [Fact]
    public void Class_numbers_for_a_categorical_accuracy_are_refused()
    {
        Trace trace = new();
        CallContext context = new(trace);
        KerasTensor y = trace.Input("y", new Shape(Shape.Batch, 1), InputSource.Data), p = trace.Input("p", new Shape(Shape.Batch, 3), InputSource.Data);
        CategoricalAccuracy metric = new();
        metric.Build(y.Shape, p.Shape);
        Assert.Equal(
            "Metric categorical_accuracy expects rows of classes like the output's [B, 3]; got [B, 1]. For class numbers use sparse_categorical_accuracy.",
            Assert.Throws<ArgumentException>(() => metric.Update(context, y, p, null)).Message);
    }

    private sealed class WorstError() : Metric("worst_error")
    {
        private Variable worst = null!;

        public override void Update(CallContext context, KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight) =>
            context.Assign(worst, Ops.Maximum(context.Read(worst), Ops.Max(Ops.Abs(yPred - yTrue))));

        public override KerasTensor Result(CallContext context) => context.Read(worst);

        protected override void OnBuild(Shape yTrue, Shape yPred) => worst = AddVariable("worst", Shape.Scalar, 0.5);
    }
}
