using KerasRnn.Graph;
using KerasRnn.Layers;
using KerasRnn.TensorFlow.Lowering;
using KerasRnn.TensorFlow.Native;

namespace KerasRnn.TensorFlow.Tests;

/// <summary>What goes wrong inside TensorFlow becomes one sentence, and what would end the process cannot be reached.</summary>
public sealed class FaultTests
{
    [Fact]
    public void A_run_that_fails_is_a_sentence_and_returns_nothing()
    {
        using GraphSession session = Installed.Engine().OpenSession();
        TfGraph graph = session.Graph;
        TfTensor rows = graph.Constant([3], [1, 2, 3]);
        TfTensor ids = graph.Op("Placeholder").Set("dtype", TfDataType.Int32).SetShape("shape", [1]).Finish();
        TfTensor gathered = graph.Op("GatherV2").Input(rows).Input(ids).Input(graph.Integer(0)).Finish();
        nint[] results = [0];
        StatusHandle status = StatusHandle.Mine;
        using TensorHandle seven = TensorHandle.Of([1], [7]);
        session.Run([ids.Native], [seven.DangerousGetHandle()], [gathered.Native], results, [], status);
        Assert.Equal(
            "TensorFlow could not run the program: indices[0] = 7 is not in [0, 3) (InvalidArgument).",
            Assert.Throws<InvalidOperationException>(() => status.Check("run the program")).Message);
        Assert.Equal(0, results[0]);
    }

    [Fact]
    public void A_node_that_cannot_be_built_is_a_sentence()
    {
        using GraphSession session = Installed.Engine().OpenSession();
        TfGraph graph = session.Graph;
        graph.Origin = new Origin("model/dense", "Dense", "call");
        TfTensor a = graph.Constant([2], [1, 2]), b = graph.Constant([3], [1, 2, 3]);
        string sentence = Assert.Throws<InvalidOperationException>(() => graph.Op("AddN").Inputs([a, b]).Finish()).Message;
        Assert.StartsWith("TensorFlow could not build AddN for Dense \"model/dense\": Dimension 0 in both shapes must be equal, but are 2 and 3", sentence, StringComparison.Ordinal);
        Assert.Equal(
            "TensorFlow could not build NoSuchOp for Dense \"model/dense\"",
            Assert.Throws<InvalidOperationException>(() => graph.Op("NoSuchOp").Finish()).Message.Split(':')[0]);
    }

    [Fact]
    public void A_node_of_another_graph_is_refused()
    {
        using GraphSession one = Installed.Engine().OpenSession(), other = Installed.Engine().OpenSession();
        TfTensor stranger = other.Graph.Constant([], [1]);
        Assert.Equal(
            "Neg expects inputs of its own TensorFlow graph; got one of another. This is a mistake in the engine.",
            Assert.Throws<InvalidOperationException>(() => one.Graph.Op("Neg").Input(stranger).Finish()).Message);
    }

    [Fact]
    public void A_gradient_that_TensorFlow_refuses_is_a_sentence_and_the_graph_stays_usable()
    {
        using GraphSession session = Installed.Engine().OpenSession();
        TfTensor a = session.Graph.Constant([], [1]), b = session.Graph.Constant([], [2]), loss = session.Graph.Op("Square").Input(a).Finish();
        string sentence = Assert.Throws<InvalidOperationException>(() => session.Graph.Gradients(loss, [b])).Message;
        Assert.StartsWith("TensorFlow could not differentiate the program: Cannot compute the partial derivative", sentence, StringComparison.Ordinal);
        Assert.NotNull(session.Graph.Gradients(loss, [a])[0]);
    }

    [Fact]
    public void Not_a_number_is_a_loss_like_any_other()
    {
        using Sequential model = new() { new Input(1), new Dense(1) };
        model.Engine = Installed.Engine();
        model.Compile(new SGD(1e30), "mse");
        for (int i = 0; i < 6; i++) model.TrainOnBatch(new float[,] { { 1e10f } }, new float[,] { { 1 } });
        Assert.False(double.IsFinite(model.TrainOnBatch(new float[,] { { 1 } }, new float[,] { { 1 } })["loss"]));
    }

    [Fact]
    public void A_device_that_TensorFlow_lacks_is_refused_with_those_that_it_has()
    {
        using Sequential model = new() { new Input(1), new Dense(1) };
        model.Engine = new TensorFlowEngine(threads: Installed.Engine().Threads) { Device = "gpu:7" };
        Assert.StartsWith(
            "TensorFlowEngine expects a device that TensorFlow has; got \"gpu:7\". Known: CPU:0",
            Assert.Throws<ArgumentException>(() => model.Predict(new float[,] { { 1 } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_trains_on_a_device_by_name()
    {
        double[] found = [.. new[] { null, "cpu:0" }.Select(device =>
        {
            using Sequential model = Recurrent();
            model.Engine = new TensorFlowEngine(threads: Installed.Engine().Threads) { Device = device };
            return Train(model);
        })];
        Assert.Equal(found[0], found[1]);
    }

    [Fact]
    public async Task Two_threads_on_one_model_wait_for_each_other()
    {
        using Sequential model = Recurrent(), alone = Recurrent();
        (alone.Engine, model.Engine) = (Installed.Engine(), Installed.Engine());
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 100; i++) Train(model);
        }, TestContext.Current.CancellationToken)));
        for (int i = 0; i < 200; i++) Train(alone);
        Assert.Equal(Train(alone), Train(model));
    }

    [Fact]
    public async Task Models_side_by_side_do_not_meet()
    {
        TensorFlowEngine engine = Installed.Engine();
        double[] together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Run, TestContext.Current.CancellationToken)));
        Assert.All(together, loss => Assert.Equal(Run(), loss));

        double Run()
        {
            using Sequential model = Recurrent();
            model.Engine = engine;
            double loss = 0;
            for (int i = 0; i < 50; i++) loss = Train(model);
            return loss;
        }
    }

    [Fact]
    public void A_model_moves_between_engines_with_weights_and_slots()
    {
        using Sequential moving = Recurrent(), staying = Recurrent();
        for (int i = 0; i < 30; i++)
        {
            if (i % 10 == 0) moving.Engine = i % 20 == 0 ? Installed.Engine() : new KerasRnn.Engines.Simd.SimdEngine(threads: 1);
            double moved = Train(moving), stayed = Train(staying);
            Assert.Equal(stayed, moved, 1e-5);
        }
    }

    [Fact]
    public void A_disposed_model_on_TensorFlow_keeps_its_weights_and_runs_again()
    {
        Sequential model = Recurrent();
        model.Engine = Installed.Engine();
        double first = Train(model);
        model.Dispose();
        Assert.True(Train(model) < first);
        model.Dispose();
    }

    [Fact]
    public void What_can_end_the_process_is_not_declared()
    {
        string[] declared = [.. typeof(NativeMethods).GetMethods().Select(m => m.Name).Where(name => name.StartsWith("TF", StringComparison.Ordinal))];
        Assert.NotEmpty(declared);
        Assert.DoesNotContain(declared, name => name.StartsWith("TFE_", StringComparison.Ordinal) || name.Contains("While", StringComparison.Ordinal) || name.Contains("Server", StringComparison.Ordinal));
        Assert.All(typeof(TensorFlowEngine).Assembly.GetExportedTypes(), type => Assert.DoesNotContain("Native", type.Namespace!, StringComparison.Ordinal));
    }

    [Fact]
    public void The_threads_of_the_process_are_decided_once()
    {
        int threads = Installed.Engine().Threads;
        Assert.Equal(
            $"TensorFlowEngine was asked for {threads + 1} threads, but this process runs TensorFlow with {threads}: its first engine decides. Make the first engine with {threads + 1}.",
            Assert.Throws<InvalidOperationException>(() => new TensorFlowEngine(threads: threads + 1)).Message);
        Assert.Equal(
            "TensorFlowEngine expects at least one thread; got 0. Leave it out to use one.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new TensorFlowEngine(threads: 0)).Message);
    }

    private static Sequential Recurrent()
    {
        Sequential model = new(seed: 3) { new Input(4, 2), new SimpleRNN(5) { ReturnSequences = true }, new SimpleRNN(4), new Dense(2) };
        model.Compile(new Adam(0.01), "mse");
        return model;
    }

    private static double Train(Sequential model)
    {
        float[,,] x = new float[3, 4, 2];
        float[,] y = new float[3, 2];
        for (int i = 0; i < 24; i++) x[i / 8, i / 2 % 4, i % 2] = MathF.Sin(i);
        for (int i = 0; i < 6; i++) y[i / 2, i % 2] = MathF.Cos(i);
        return model.TrainOnBatch(x, y)["loss"];
    }
}
