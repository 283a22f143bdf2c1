namespace KerasRnn.Layers;

/// <summary>What a convolution or a pool does at the ends of a sequence.</summary>
public enum Padding
{
    /// <summary>Nothing: only whole windows.</summary>
    Valid,

    /// <summary>As many steps as the input has (over the stride), the odd cell on the right.</summary>
    Same,

    /// <summary>Cells on the left alone: no output sees a later input.</summary>
    Causal,
}
