namespace KerasRnn.Goldens;

/// <summary>A case cannot be judged; the message is the reason.</summary>
internal sealed class SkipException(string reason) : Exception(reason);
