using System.Globalization;

namespace KerasRnn.Trajectories;

/// <summary>
/// One bounce of a generated ball: kept beside the trajectory for evaluation and for drawing; a model never sees it.
/// </summary>
/// <param name="Time">When, in units of time since the first recorded point.</param>
/// <param name="Wall">Which wall was hit.</param>
/// <param name="X">Horizontal position of the centre.</param>
/// <param name="Y">Vertical position of the centre.</param>
/// <param name="VelocityXBefore">Horizontal velocity just before, in sides per unit of time.</param>
/// <param name="VelocityYBefore">Vertical velocity just before.</param>
/// <param name="VelocityXAfter">Horizontal velocity just after.</param>
/// <param name="VelocityYAfter">Vertical velocity just after; 0 where the ball stays in contact with the floor.</param>
public sealed record Bounce(
    double Time, Wall Wall, double X, double Y, double VelocityXBefore, double VelocityYBefore, double VelocityXAfter, double VelocityYAfter)
{
    /// <summary>Which wall, when and where.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Wall} at time {Time:G6} in ({X:G6}, {Y:G6})");
}
