namespace KerasRnn.Trajectories.Physics;

/// <summary>What one ball lives under, its random parameters drawn: per time, not per step. <c>Low</c> and <c>High</c> bound its centre.</summary>
internal sealed record BallPhysics(double Gravity, double Restitution, double WallFriction, double Drag, double Low, double High, double RestSpeed);
