namespace KerasRnn.Graph;

/// <summary>How a carried state goes through a program.</summary>
/// <param name="State">The state.</param>
/// <param name="Input">The input that takes its value before the run.</param>
/// <param name="Output">The output that is its value after the run.</param>
public sealed record StateFlow(CarriedState State, int Input, int Output);
