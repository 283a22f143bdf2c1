namespace KerasRnn.Experiments;

/// <summary>What a contender is built for.</summary>
/// <param name="Window">Points in a window.</param>
/// <param name="Coordinates">Coordinates of a point.</param>
/// <param name="Hidden">Units of each recurrent layer.</param>
/// <param name="Seed">Where first weights come from.</param>
public sealed record ModelShape(int Window = 8, int Coordinates = 2, int Hidden = 32, int Seed = 0);
