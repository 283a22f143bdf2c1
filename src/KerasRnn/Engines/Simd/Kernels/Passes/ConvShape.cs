namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>Sizes of a correlation along time: x [Batch, Steps, Channels], kernel [Width, Channels/Groups, Filters].</summary>
internal readonly record struct ConvShape(int Batch, int Steps, int Channels, int Width, int Filters, int Stride = 1, int Dilation = 1, int Groups = 1)
{
    /// <summary>Steps of the output [Batch, OutputSteps, Filters].</summary>
    public int OutputSteps => ((Steps - ((Width - 1) * Dilation) - 1) / Stride) + 1;

    /// <summary>Channels that one filter sees.</summary>
    public int GroupChannels => Channels / Groups;

    /// <summary>Filters of one group.</summary>
    public int GroupFilters => Filters / Groups;
}
