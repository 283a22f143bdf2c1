namespace KerasRnn.Engines.Simd.Threading;

/// <summary>Work in parts that write apart from each other.</summary>
internal interface IJob
{
    /// <summary>Does one part.</summary>
    /// <param name="part">Which part.</param>
    /// <param name="lane">Which of the threads does it: no other thread uses this number meanwhile.</param>
    void Part(int part, int lane);
}
