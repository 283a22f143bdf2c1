namespace KerasRnn.Engines.Simd.Threading;

/// <summary>Work in parts that write apart from each other.</summary>
internal interface IJob
{
    /// <summary>Does one part.</summary>
    void Part(int part);
}
