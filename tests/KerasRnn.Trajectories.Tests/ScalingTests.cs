using CsCheck;

namespace KerasRnn.Trajectories.Tests;

public sealed class ScalingTests
{
    private static TrajectorySet Set(params double[] values) => new([new Trajectory("a", values, 2, 1)], ["height", "width"]) { TrainingSigma = [2, 4] };

    [Fact]
    public void Data_in_the_unit_square_stay_as_they_are()
    {
        TrajectorySet set = Set(0.2, 0, 0.4, 1, 0.3, 0.5);
        UnitSquareScaling scaling = UnitSquareScaling.Fit(set);
        Assert.True(scaling.IsIdentity);
        Assert.Same(set, scaling.Apply(set));
        Assert.Equal("unit square: as it is", scaling.ToString());
    }

    [Fact]
    public void Other_data_get_one_map_per_coordinate()
    {
        TrajectorySet set = Set(-1, 10, 3, 30, 1, 20);
        UnitSquareScaling scaling = UnitSquareScaling.Fit(set);
        TrajectorySet scaled = scaling.Apply(set);
        Assert.Equal([0, 0, 1, 1, 0.5, 0.5], scaled[0].Values.ToArray());
        Assert.Equal([0.5, 0.2], scaled.TrainingSigma);
        Assert.Equal("unit square: height from -1 to 3, width from 10 to 30", scaling.ToString());
    }

    [Fact]
    public void Undoing_gives_the_files_units_back() =>
        Gen.Select(Gen.Double[-1e6, 1e6].Array[6], Gen.Double[1e-3, 1e3]).Sample((values, factor) =>
        {
            TrajectorySet set = Set([.. values.Select(value => value * factor), 0, 0, 7, 9]);
            UnitSquareScaling scaling = UnitSquareScaling.Fit(set);
            TrajectorySet back = scaling.Undo(scaling.Apply(set));
            for (int i = 0; i < set[0].Values.Length; i++)
                Assert.Equal(set[0].Values[i], back[0].Values[i], 1e-12 * scaling.Span[i % 2]);
            Assert.Equal(2, back.TrainingSigma![0], 1e-12);
        }, iter: 300);

    [Fact]
    public void A_wrapped_predictor_speaks_the_files_units()
    {
        TrajectorySet set = Set(-1, 10, 3, 30, 7, 50, 11, 70);
        UnitSquareScaling scaling = UnitSquareScaling.Fit(set);
        Predictor wrapped = scaling.Wrap(new ConstantVelocity(2, 1, 2));
        double[] next = new double[2];
        wrapped.Predict([3, 30, 7, 50], 1, next);
        Assert.Equal(11, next[0], 1e-12);
        Assert.Equal(70, next[1], 1e-12);
        Assert.Equal("constant-velocity", wrapped.Name);
    }

    [Fact]
    public void A_coordinate_that_never_changes_is_refused_by_its_name()
    {
        Assert.Equal("Coordinate \"width\" is 5 everywhere in the training part, so it cannot be scaled to the unit square, and there is nothing to predict. Leave it out.",
            Assert.Throws<ArgumentException>(() => UnitSquareScaling.Fit(Set(1, 5, 2, 5))).Message);
        Assert.Equal("Coordinate \"height\" goes from -1.7E+308 to 1.7E+308, too far to be scaled to the unit square. Divide it by a suitable unit first.",
            Assert.Throws<ArgumentException>(() => UnitSquareScaling.Fit(Set(-1.7e308, 5, 1.7e308, 6))).Message);
    }

    [Fact]
    public void Other_coordinates_are_refused()
    {
        UnitSquareScaling scaling = UnitSquareScaling.Fit(Set(1, 5, 2, 6));
        Assert.Equal("The scaling expects 2 coordinates (height, width); got persistence: 2 points of 3 coordinates -> 1 step ahead, 0 parameters. Use the scaling that was fitted to the same coordinates.",
            Assert.Throws<ArgumentException>(() => scaling.Wrap(new Persistence(2, 1, 3))).Message);
    }
}
