using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

// The same training steps in TorchSharp: what a .NET user would pick instead. Arguments: [CASE,CASE...] [THREADS].
(string Name, string Kind, int Hidden, int Batch, int Time)[] cases =
[
    ("rnn32", "rnn", 32, 32, 10), ("rnn64", "rnn", 64, 64, 20), ("rnn128", "rnn", 128, 128, 20), ("rnn512", "rnn", 512, 128, 20),
    ("dense64", "dense", 64, 32, 10), ("conv32", "conv", 32, 32, 10),
];
string[] wanted = args.ElementAtOrDefault(0)?.Split(',') ?? [.. cases.Select(c => c.Name)];
int threads = int.Parse(args.ElementAtOrDefault(1) ?? "1", CultureInfo.InvariantCulture);
set_num_threads(threads);
manual_seed(1);
foreach (var (name, kind, hidden, batch, time) in cases.Where(c => wanted.Contains(c.Name)))
{
    using Net net = new(kind, hidden, time);
    using var optimizer = optim.Adam(net.parameters(), lr: 1e-3);
    using Tensor x = rand(batch, time, 2), y = rand(batch, 2), window = rand(1, time, 2);
    int steps = hidden >= 256 ? 5 : hidden >= 128 ? 20 : 200;
    double best = double.PositiveInfinity;
    for (int round = 0; round < 6; round++)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < steps; i++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor loss = nn.functional.mse_loss(net.forward(x), y);
            loss.backward();
            optimizer.step();
        }

        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / steps);
    }

    using var _ = no_grad();
    double predict = double.PositiveInfinity;
    for (int round = 0; round < 4; round++)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 200; i++)
        {
            using var scope = NewDisposeScope();
            net.forward(window);
        }

        predict = Math.Min(predict, Stopwatch.GetElapsedTime(start).TotalMicroseconds / 200);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"torchsharp threads={threads} {name} {best:F1} us/step predict {predict:F1} us"));
}

internal sealed class Net : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor>? body;
    private readonly TorchSharp.Modules.RNN? rnn;
    private readonly nn.Module<Tensor, Tensor> head;

    public Net(string kind, int hidden, int time)
        : base("net")
    {
        if (kind == "rnn") rnn = nn.RNN(2, hidden, numLayers: 2, batchFirst: true);
        else if (kind == "dense") body = nn.Sequential(nn.Flatten(), nn.Linear(time * 2, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU());
        else body = nn.Sequential(nn.Conv1d(2, hidden, 3), nn.ReLU(), nn.Conv1d(hidden, hidden, 3), nn.ReLU(), nn.Flatten());
        head = nn.Linear(kind == "conv" ? hidden * (time - 4) : hidden, 2);
        isConvolution = kind == "conv";
        RegisterComponents();
    }

    private readonly bool isConvolution;

    public override Tensor forward(Tensor input)
    {
        if (rnn is not null) return head.forward(rnn.forward(input, null).Item1[TensorIndex.Colon, -1, TensorIndex.Colon]);
        return head.forward(body!.forward(isConvolution ? input.transpose(1, 2) : input));
    }
}
