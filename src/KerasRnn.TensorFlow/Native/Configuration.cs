namespace KerasRnn.TensorFlow.Native;

/// <summary>
/// The ConfigProto of a session as bytes. For models of a few thousand weights one thread, no executor between the ops and no rewriting of
/// the graph are fastest: 166 µs for a step that the default configuration needs 395 µs for, and a first run of 60 instead of 195 ms.
/// </summary>
internal static class Configuration
{
    /// <summary>The bytes for a number of threads inside an op.</summary>
    public static byte[] Bytes(int threads) =>
    [
        0x10, .. Varint(threads),                                                    // intra_op_parallelism_threads
        0x28, 0x01,                                                                  // inter_op_parallelism_threads
        0x38, 0x01,                                                                  // allow_soft_placement: indices stay on the CPU
        0x32, 0x02, 0x20, 0x01,                                                      // gpu_options.allow_growth
        0x52, 0x05, 0x52, 0x03, 0x98, 0x01, 0x01,                                    // graph_options.rewrite_options.disable_meta_optimizer
        0x82, 0x01, 0x1A, 0x1A, 0x18, .. "SINGLE_THREADED_EXECUTOR"u8.ToArray(),     // experimental.executor_type
    ];

    private static byte[] Varint(int value)
    {
        List<byte> bytes = [];
        for (uint rest = (uint)value; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                bytes.Add((byte)rest);
                return [.. bytes];
            }

            bytes.Add((byte)(rest | 0x80));
        }
    }
}
