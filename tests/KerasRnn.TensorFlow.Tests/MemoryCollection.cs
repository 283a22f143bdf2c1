namespace KerasRnn.TensorFlow.Tests;

/// <summary>Tests that weigh the whole process run alone.</summary>
[CollectionDefinition("memory", DisableParallelization = true)]
public sealed class MemoryCollection;
