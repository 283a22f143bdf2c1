using CsCheck;
using KerasRnn.Trajectories.Physics;

namespace KerasRnn.Trajectories.Tests.Physics;

public sealed class BallMotionTests
{
    private static BallPhysics Physics(double gravity = 0, double restitution = 1, double friction = 0, double drag = 0, double radius = 0) =>
        new(gravity, restitution, friction, drag, radius, 1 - radius, 1e-4 / 0.04);

    private static double Energy(BallState s, double gravity) => 0.5 * (s.VelocityX * s.VelocityX + s.VelocityY * s.VelocityY) + gravity * s.Y;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.625)]
    [InlineData(20.0)]
    public void An_elastic_ball_keeps_its_energy_over_thousands_of_bounces(double gravity)
    {
        var start = new BallState(0.3, 0.4, 0.71, -0.53);
        var motion = new BallMotion(Physics(gravity), start);
        var bounces = new List<Bounce>();
        double energy = Energy(start, gravity);
        for (int i = 1; i <= 4000; i++)
            Assert.Equal(energy, Energy(motion.At(i * 1.37, bounces), gravity), 1e-12 * energy);
        Assert.True(bounces.Count > 5000, $"only {bounces.Count} bounces");
    }

    [Fact]
    public void An_elastic_ball_without_drag_runs_back_when_time_is_reversed() =>
        Gen.Select(Gen.Double[0.01, 0.99], Gen.Double[0.01, 0.99], Gen.Double[-1, 1], Gen.Double[-1, 1], Gen.Double[0.1, 2]).Sample((x, y, vx, vy, gravity) =>
        {
            // A ball that only just reaches the ceiling doubles the number of lost digits at every touch: no arithmetic can run it back.
            if (Math.Abs(0.5 * vy * vy + gravity * (y - 1)) < 1e-3)
                return;
            BallState end = new BallMotion(Physics(gravity), new BallState(x, y, vx, vy)).At(10);
            BallState back = new BallMotion(Physics(gravity), end with { VelocityX = -end.VelocityX, VelocityY = -end.VelocityY }).At(10);
            Assert.Equal(x, back.X, 1e-9);
            Assert.Equal(y, back.Y, 1e-9);
            Assert.Equal(-vx, back.VelocityX, 1e-9);
            Assert.Equal(-vy, back.VelocityY, 1e-9);
        }, seed: "0000VRS7nqC1", iter: 500);

    [Fact]
    public void No_ball_is_ever_outside_its_walls() =>
        Gen.Select(Gen.Double[0, 0.3], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Select(Gen.Double[-3, 3], Gen.Double[-3, 3]), Gen.Double[0, 3],
            Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1])).Sample((radius, x, y, v, gravity, rest) =>
        {
            BallPhysics physics = Physics(gravity, rest.Item1, rest.Item2, rest.Item3, radius);
            var motion = new BallMotion(physics, new BallState(radius + x * (1 - 2 * radius), radius + y * (1 - 2 * radius), v.Item1, v.Item2));
            for (int i = 0; i < 100; i++)
            {
                BallState s = motion.At(i * 0.1);
                Assert.InRange(s.X, radius, 1 - radius);
                Assert.InRange(s.Y, radius, 1 - radius);
            }
        }, seed: "0000VRS7nqC1", iter: 500);

    [Fact]
    public void A_bounce_off_the_right_wall_matches_numbers_computed_by_hand()
    {
        // From (0.5, 0.2) at (1, 0.25) with radius 0.1: the wall at 0.9 after 0.4, at height 0.3; then (-0.5, 0.2).
        var bounces = new List<Bounce>();
        BallState after = new BallMotion(Physics(restitution: 0.5, friction: 0.2, radius: 0.1), new BallState(0.5, 0.2, 1, 0.25)).At(1, bounces);
        Bounce bounce = Assert.Single(bounces);
        Assert.Equal(Wall.Right, bounce.Wall);
        Assert.Equal(0.4, bounce.Time, 1e-15);
        Assert.Equal(0.9, bounce.X);
        Assert.Equal(0.3, bounce.Y, 1e-15);
        Assert.Equal((1.0, 0.25, -0.5, 0.2), (bounce.VelocityXBefore, bounce.VelocityYBefore, bounce.VelocityXAfter, bounce.VelocityYAfter));
        Assert.Equal(0.9 - 0.5 * 0.6, after.X, 1e-15);
        Assert.Equal(0.3 + 0.2 * 0.6, after.Y, 1e-15);
    }

    [Fact]
    public void A_ball_dropped_from_a_height_bounces_to_the_restitution_squared_of_it()
    {
        // g = 2 from 0.25: floor after 0.5 at speed 1; rebound 0.8 reaches 0.16 at 0.9 and the floor again at 1.3.
        var bounces = new List<Bounce>();
        var motion = new BallMotion(Physics(gravity: 2, restitution: 0.8), new BallState(0.5, 0.25, 0, 0));
        BallState top = motion.At(0.9, bounces);
        Assert.Equal(0.16, top.Y, 1e-15);
        Assert.Equal(0, top.VelocityY, 1e-15);
        motion.At(1.31, bounces);
        Assert.Equal([0.5, 1.3], bounces.Select(bounce => Math.Round(bounce.Time, 14)));
        Assert.Equal([-1.0, -0.8], bounces.Select(bounce => Math.Round(bounce.VelocityYBefore, 14)));
    }

    [Fact]
    public void A_bouncing_ball_comes_to_rest_and_slides_on_without_friction()
    {
        var bounces = new List<Bounce>();
        var motion = new BallMotion(Physics(gravity: 2, restitution: 0.5, friction: 0.1), new BallState(0.2, 0.1, 0.3, 0));
        BallState rest = motion.At(2, bounces), later = motion.At(2.5, bounces);
        Assert.Equal((0.0, 0.0), (rest.Y, rest.VelocityY));
        Assert.Equal(0, bounces[^1].VelocityYAfter);
        Assert.Equal(0.3 * Math.Pow(0.9, bounces.Count), later.VelocityX, 1e-15);
        Assert.Equal(rest.X + 0.5 * rest.VelocityX, later.X, 1e-15);
    }

    [Fact]
    public void A_ball_sliding_on_the_floor_rebounds_from_the_side_wall_and_keeps_sliding()
    {
        var bounces = new List<Bounce>();
        BallState after = new BallMotion(Physics(gravity: 1, restitution: 0.5), new BallState(0.5, 0, 1, 0)).At(1, bounces);
        Assert.Equal([Wall.Right], bounces.Select(bounce => bounce.Wall));
        Assert.Equal(new BallState(0.75, 0, -0.5, 0), after);
    }

    [Fact]
    public void Drag_slows_a_sliding_ball()
    {
        BallState after = new BallMotion(Physics(gravity: 1, restitution: 0.5, drag: 0.7), new BallState(0.1, 0, 0.3, 0)).At(2);
        Assert.Equal(0.3 * Math.Exp(-1.4), after.VelocityX, 1e-15);
        Assert.Equal(0.1 + 0.3 * (1 - Math.Exp(-1.4)) / 0.7, after.X, 1e-15);
        Assert.Equal(0, after.Y);
    }

    [Fact]
    public void A_slow_bounce_off_a_side_wall_stays_there_and_falls_along_it()
    {
        var bounces = new List<Bounce>();
        BallState after = new BallMotion(Physics(gravity: 1, restitution: 0.9), new BallState(0.999, 0.9, 0.002, 0)).At(1, bounces);
        Assert.Equal(Wall.Right, Assert.Single(bounces).Wall);
        Assert.Equal((1.0, 0.0), (after.X, after.VelocityX));
        Assert.Equal(0.9 - 0.5, after.Y, 1e-15);
    }

    [Fact]
    public void A_slow_bounce_off_the_ceiling_falls_because_gravity_pulls_it_off()
    {
        BallState after = new BallMotion(Physics(gravity: 1, restitution: 0.9), new BallState(0.5, 0.9999999, 0, 0.001)).At(0.5);
        Assert.Equal(0.875, after.Y, 1e-3);
    }

    [Fact]
    public void A_lossless_ball_that_hardly_moves_towards_a_wall_still_rebounds()
    {
        BallState after = new BallMotion(Physics(), new BallState(0.9999, 0.5, 0.001, 0)).At(0.2);
        Assert.Equal(-0.001, after.VelocityX);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Balls_that_come_to_rest_take_finitely_many_bounces(double restitution)
    {
        var bounces = new List<Bounce>();
        BallState rest = new BallMotion(Physics(gravity: 5, restitution: restitution), new BallState(0.5, 0.01, 0, 0)).At(1000, bounces);
        Assert.Equal(0, rest.VelocityY);
        Assert.InRange(bounces.Count, 1, 6000);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    public void A_ball_that_hits_a_corner_bounces_off_both_walls(double friction)
    {
        var bounces = new List<Bounce>();
        BallState after = new BallMotion(Physics(friction: friction), new BallState(0.5, 0.5, 1, 1)).At(0.75, bounces);
        Assert.Equal([Wall.Right, Wall.Ceiling], bounces.Select(bounce => bounce.Wall));
        Assert.Equal(-(1 - friction), after.VelocityX, 1e-15);
        Assert.Equal(-(1 - friction), after.VelocityY, 1e-15);
        Assert.Equal(1 - 0.25 * (1 - friction), after.X, 1e-15);
    }

    [Fact]
    public void A_corner_reached_through_rounded_numbers_lets_nothing_out()
    {
        var motion = new BallMotion(Physics(), new BallState(1.0 / 3, 1.0 / 3, 0.1, 0.1));
        for (int i = 0; i < 2000; i++)
        {
            BallState s = motion.At(i * 0.37);
            Assert.Equal(s.X, s.Y, 1e-9);
            Assert.InRange(s.X, 0, 1);
            Assert.Equal(0.1, Math.Abs(s.VelocityX), 1e-15);
        }
    }

    [Fact]
    public void With_drag_the_path_agrees_with_small_steps_of_high_order()
    {
        BallPhysics physics = Physics(gravity: 0.9, restitution: 0.8, friction: 0.1, drag: 0.4);
        var start = new BallState(0.2, 0.6, 0.9, 0.4);
        var bounces = new List<Bounce>();
        new BallMotion(physics, start).At(6, bounces);
        Assert.True(bounces.Count >= 4);
        (BallState state, double time) = (start, 0.0);
        foreach (Bounce bounce in bounces)
        {
            state = RungeKutta(state, bounce.Time - time, physics);
            time = bounce.Time;
            Assert.Equal(bounce.X, state.X, 1e-12);
            Assert.Equal(bounce.Y, state.Y, 1e-12);
            Assert.Equal(bounce.VelocityXBefore, state.VelocityX, 1e-12);
            Assert.Equal(bounce.VelocityYBefore, state.VelocityY, 1e-12);
            state = new BallState(bounce.X, bounce.Y, bounce.VelocityXAfter, bounce.VelocityYAfter);
        }
    }

    private static BallState RungeKutta(BallState s, double time, BallPhysics physics)
    {
        const int steps = 2000;
        double h = time / steps;
        BallState Slope(BallState at) => new(at.VelocityX, at.VelocityY, -physics.Drag * at.VelocityX, -physics.Drag * at.VelocityY - physics.Gravity);
        for (int i = 0; i < steps; i++)
        {
            BallState a = Slope(s), b = Slope(Plus(s, h / 2, a)), c = Slope(Plus(s, h / 2, b)), d = Slope(Plus(s, h, c));
            s = Plus(Plus(Plus(Plus(s, h / 6, a), h / 3, b), h / 3, c), h / 6, d);
        }
        return s;
    }

    private static BallState Plus(BallState s, double factor, BallState slope) => new(
        s.X + factor * slope.X, s.Y + factor * slope.Y, s.VelocityX + factor * slope.VelocityX, s.VelocityY + factor * slope.VelocityY);
}
