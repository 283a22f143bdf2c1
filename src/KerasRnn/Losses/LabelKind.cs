namespace KerasRnn;

/// <summary>What a loss expects of targets beyond being finite.</summary>
public enum LabelKind
{
    /// <summary>Any number.</summary>
    Number,

    /// <summary>Whole numbers 0 .. classes - 1.</summary>
    ClassIndex,

    /// <summary>Numbers from 0 to 1: probabilities, one-hot rows, yes or no.</summary>
    Probability,
}
