using KerasRnn.Experiments.Runs;
using KerasRnn.Pictures;

namespace KerasRnn.Experiments.Pictures;

/// <summary>How one contender is drawn, in every picture the same. Colour is never the only cue: line and marker differ too.</summary>
/// <param name="Name">The contender.</param>
/// <param name="Kind">What it is: models are solid, baselines dashed, the oracle dotted.</param>
/// <param name="Color">Name of the colour in the stylesheet: <c>c0</c> to <c>c7</c>, <c>b0</c> to <c>b5</c>, <c>o</c>.</param>
/// <param name="Dash">SVG dash pattern, or null for a solid line.</param>
/// <param name="Marker">Shape of its dots.</param>
internal sealed record ContenderStyle(string Name, ContenderKind Kind, string Color, string? Dash, MarkerShape Marker)
{
    public LegendEntry ToLegend() => new(Name, Color, new Ink(1.8, Dash), Marker);
}
