namespace KerasRnn.Graph;

/// <summary>Who made a node: the object's path ("sequential/simple_rnn_1"), its word ("SimpleRNN") and what it was doing.</summary>
/// <param name="Path">Path of the layer, or name of the loss, metric or optimizer.</param>
/// <param name="Word">The Keras word.</param>
/// <param name="Role">call, loss, metric, regularizer, optimizer or training.</param>
public sealed record Origin(string Path, string Word, string Role)
{
    /// <summary>Nodes that nobody in particular made.</summary>
    public static Origin None { get; } = new("", "", "");

    /// <summary>The subject of an error sentence: <c>Dense "dense_1"</c>.</summary>
    public override string ToString() => Word.Length == 0 ? "A trace" : Path.Length == 0 ? Word : $"{Word} \"{Path}\"";
}
