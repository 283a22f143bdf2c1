namespace KerasRnn.Trajectories.Physics;

/// <summary>Position of the centre and velocity.</summary>
internal readonly record struct BallState(double X, double Y, double VelocityX, double VelocityY);
