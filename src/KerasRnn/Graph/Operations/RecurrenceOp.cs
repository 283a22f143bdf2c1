namespace KerasRnn.Graph;

/// <summary>
/// A recurrence over a whole sequence, after its input projection: its first operands are the projected sequence and the recurrent kernel, its first
/// output all states [B, T, units] and its second one the last state [B, units].
/// </summary>
public abstract record RecurrenceOp : Op
{
    /// <summary>The slot of the projected sequence [B, T, units] (times the number of gates).</summary>
    public const int Sequence = 0;

    /// <summary>The slot of U [units, units] (times the number of gates).</summary>
    public const int RecurrentKernel = 1;

    /// <summary>The output with all states.</summary>
    public const int States = 0;

    /// <summary>The output with the last state.</summary>
    public const int LastState = 1;
}
