namespace KerasRnn.Graph;

/// <summary>Functions of two elements, y = f(a, b), with the derivatives that engines use.</summary>
public enum Binary
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a - b.</summary>
    Subtract,

    /// <summary>a·b.</summary>
    Multiply,

    /// <summary>a/b; derivatives 1/b and -(a/b)/b.</summary>
    Divide,

    /// <summary>The larger; a tie gives the whole gradient to a; NaN stays.</summary>
    Maximum,

    /// <summary>The smaller; a tie gives the whole gradient to a; NaN stays.</summary>
    Minimum,

    /// <summary>a^b; derivatives b·a^(b-1), and y·ln a (0 where a is not positive).</summary>
    Pow,

    /// <summary>1 where equal, else 0. No gradient.</summary>
    Equal,

    /// <summary>1 where a is less than b, else 0. No gradient.</summary>
    Less,
}
