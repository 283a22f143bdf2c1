using KerasRnn.Trajectories.Physics;

namespace KerasRnn.Trajectories;

/// <summary>The true states of a Lorenz trajectory at its recorded points.</summary>
internal sealed class LorenzTruth(Lorenz world, LorenzState[] states) : Truth
{
    public override void Continue(int point, int skip, Span<double> positions)
    {
        LorenzState state = world.Advance(states[point], skip);
        for (int i = 0; 3 * i < positions.Length; i++)
        {
            state = world.Advance(state, 1);
            Lorenz.ToUnitCube(state, positions.Slice(3 * i, 3));
        }
    }
}
