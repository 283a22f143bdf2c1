using CsCheck;
using KerasRnn.Trajectories.Physics;

namespace KerasRnn.Trajectories.Tests.Physics;

public sealed class FlightTests
{
    [Fact]
    public void Every_hit_time_is_a_root_and_nothing_was_hit_before() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[-2, 2], Gen.Double[0.01, 3], Gen.Double[1e-6, 2], Gen.Bool, Gen.Bool).Sample((distance, velocity, g, k, noGravity, noDrag) =>
        {
            double gravity = noGravity ? 0 : g, drag = noDrag ? 0 : k;
            Check(distance, velocity, gravity, drag, 1, Flight.TimeDown(distance, velocity, gravity, drag));
            Check(distance, velocity, gravity, drag, -1, Flight.TimeUp(distance, velocity, gravity, drag));
        }, seed: "0000VRS7nqC1", iter: 2000);

    private static void Check(double distance, double velocity, double gravity, double drag, int sign, double time)
    {
        double Left(double t) => distance + sign * Flight.Displacement(velocity, gravity, drag, t);
        double until = double.IsInfinity(time) ? 20 : time;
        if (!double.IsInfinity(time))
            Assert.Equal(0, Left(time), 1e-13 * (1 + until * until));
        for (int i = 1; i < 50; i++)
            Assert.True(Left(until * i / 50) >= -1e-14, $"already behind the wall at {until * i / 50}, hit at {time}");
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(1e-5)]
    [InlineData(1e-3)]
    public void A_little_drag_changes_a_little(double drag)
    {
        double vacuum = Flight.TimeDown(0.5, 0.3, 0.7, 0), air = Flight.TimeDown(0.5, 0.3, 0.7, drag);
        Assert.Equal(vacuum, air, drag * vacuum * vacuum);
        Assert.NotEqual(vacuum, air);
    }

    [Fact]
    public void Displacement_is_continuous_where_its_two_formulas_meet()
    {
        double below = Flight.Displacement(0.4, 0.9, 1, 1 - 1e-15), above = Flight.Displacement(0.4, 0.9, 1, 1 + 1e-15);
        Assert.Equal(below, above, 1e-15);
        Assert.Equal(0.4 * (1 - Math.Exp(-1)) - 0.9 * Math.Exp(-1), above, 1e-15);
    }

    [Fact]
    public void A_coasting_ball_that_drag_stops_before_the_wall_never_reaches_it()
    {
        Assert.Equal(double.PositiveInfinity, Flight.TimeUp(0.5, 0.5, 0, 1.01));
        Assert.Equal(-Math.Log(1 - 0.99) / 0.99, Flight.TimeUp(0.5, 0.5, 0, 0.99), 1e-12);
    }

    [Fact]
    public void Grazing_the_ceiling_is_not_a_hit() => Assert.Equal(double.PositiveInfinity, Flight.TimeUp(0.5, 1, 1, 0));

    [Fact]
    public void A_ball_leaving_the_floor_returns_after_its_whole_flight_and_not_at_once()
    {
        Assert.Equal(2 * 0.3 / 0.6, Flight.TimeDown(0, 0.3, 0.6, 0), 1e-15);
        Assert.InRange(Flight.TimeDown(0, 0.3, 0.6, 0.1), 0.9, 1);
    }
}
