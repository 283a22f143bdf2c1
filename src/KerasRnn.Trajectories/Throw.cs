using System.Globalization;

namespace KerasRnn.Trajectories;

/// <summary>Every sentence about a wrong argument in this library: who expected what; what it got; how to fix it. Files have theirs in <c>Csv</c>.</summary>
[StackTraceHidden]
internal static class Throw
{
    public static Exception Range(double low, double high) => Argument(
        $"A range goes from a finite number to one that is not smaller; got {low} to {high}. Swap them, or give one number.");

    public static Exception Setting(string world, string setting, object got, string expected) => Argument(
        $"World \"{world}\" expects {setting} to be {expected}; got {got}.");

    public static Exception TooFast(string world, double perStep, double most) => Argument(
        $"World \"{world}\" lets a ball move {perStep:G3} sides in one time step, where {most:G3} is the most that can be followed from wall to wall. Lower Speed, Gravity or TimeStep.");

    public static Exception UnknownWorld(string name, IEnumerable<string> known) => Argument(
        $"There is no world \"{name}\".{NearestName.Question(name, known)} Known worlds: {string.Join(", ", known)}.");

    public static Exception Shape(string id, int values, int coordinates) => Argument(
        $"Trajectory \"{id}\" expects at least one point of at least one coordinate; got {values} values for {coordinates} coordinates. Give points x coordinates values.");

    public static Exception NotFinite(string id, int point, int coordinate, double got) => Argument(
        $"Trajectory \"{id}\" expects finite positions; got {got} at point {point}, coordinate {coordinate}. Remove the point, or resample without it.");

    public static Exception PointCount(string id, int expected, int got) => Argument(
        $"Trajectory \"{id}\" expects values for its {expected} points; got {got}. Give one row for each point.");

    public static Exception TimeStep(string id, double got) => Argument(
        $"Trajectory \"{id}\" expects a positive time step; got {got}. Give the time between two points, or null if it is not known.");

    public static Exception MixedCoordinates(string id, int got, IReadOnlyList<string> names) => Argument(
        $"The set expects trajectories of {names.Count} coordinates ({string.Join(", ", names)}); trajectory \"{id}\" has {got}. Put it into a set of its own.");

    public static Exception EmptySet(string name, string purpose) => Argument(
        $"\"{name}\" holds no points, but {purpose} need at least one. Check how the set was split or filtered.");

    public static Exception SplitParts(int train, int validation, int test) => Argument(
        $"A split expects at least 1 for training and test and at least 0 for validation; got {train}, {validation}, {test}. Give each part its number.");

    public static Exception SplitTooLarge(string name, string things, int available, int train, int validation, int test) => Argument(
        $"A split into {train}, {validation} and {test} needs {(long)train + validation + test} {things}; \"{name}\" has {available}. Ask for fewer, or give shares such as 0.7, 0.15, 0.15.");

    public static Exception SplitShares(double train, double validation, double test) => Argument(
        $"A split expects shares above 0 for training and test, at least 0 for validation and together at most 1; got {train}, {validation}, {test}. Give shares such as 0.7, 0.15, 0.15.");

    public static Exception TooFewToSplit(string name, int count, int needed) => Argument(
        $"A split by shares needs at least {needed} trajectories, one for each part; \"{name}\" has {count}. Add trajectories, or split a single long recording in time.");

    public static Exception TooShortToSplit(string name, int points, int needed) => Argument(
        $"A split in time needs at least {needed} points, one for each part; \"{name}\" has {points}. Give a longer recording.");

    public static Exception NotOneRecording(string name, int count) => Argument(
        $"A split in time expects a single long recording; \"{name}\" has {count} trajectories. Split whole trajectories instead.");

    public static Exception WindowSettings(int length, int ahead, int stride) => Argument(
        $"Windows expect a length, a distance ahead and a stride of at least 1; got {length}, {ahead} and {stride}. Give positive numbers.");

    public static Exception NoWindow(TrajectorySet set, int length, int ahead) => Argument(
        $"A window of {length} points with its target {ahead} ahead needs {length + ahead} points; the longest trajectory of \"{set.Name}\" has {set.Select(one => one.Count).DefaultIfEmpty().Max()}. Use a shorter window, or longer trajectories.");

    public static Exception ForecasterSettings(string name, int window, int ahead, int coordinates) => Argument(
        $"Predictor \"{name}\" expects a window, a distance ahead and a number of coordinates of at least 1; got {window}, {ahead} and {coordinates}. Give positive numbers.");

    public static Exception WindowTooShort(string name, int needed, int window) => Argument(
        $"Predictor \"{name}\" needs the last {needed} points; got windows of {window}. Use a window of at least {needed}.");

    public static Exception ModelShapes(Model model) => Argument(
        $"A predictor expects a built model with one input [batch, window, coordinates] and one output [batch, coordinates]; got {Named(model)}, {(model.Built ? $"{model.InputShape} -> {string.Join(" and ", model.OutputShapes)}" : "not built")}. Begin it with Input(window, coordinates) and end it with Dense(coordinates).");

    public static Exception ModelWindow(Model model, int expected, int got) => Argument(
        $"{Named(model)} expects windows of {expected} points; got a window of {got}. Give the window that the model was made for.");

    public static Exception NoModelWindow(Model model, Shape input) => Argument(
        $"{Named(model)} takes {input}, windows of any length; got none. Give ToPredictor the window that the model was trained on.");

    public static Exception ModelCoordinates(Model model, int inputs, int outputs) => Argument(
        $"A predictor's output goes back into its window; {Named(model)} takes {inputs} coordinates and gives {outputs}. End it with Dense({inputs}).");

    public static Exception WindowMismatch(Forecaster forecaster, TrajectoryWindows windows) => Argument(
        $"Predictor \"{forecaster.Name}\" expects windows of {forecaster.Window} points, {forecaster.Ahead} ahead, {forecaster.Coordinates} coordinates; got {windows.Length} points, {windows.Ahead} ahead, {windows.Coordinates} coordinates. Make the windows with the predictor's own numbers.");

    public static Exception PredictionCount(int got, TrajectoryWindows windows) => Argument(
        $"The error of {windows.Count} windows of {windows.Coordinates} coordinates expects {windows.Count * windows.Coordinates} predicted numbers; got {got}. Give the predictions of the same windows.");

    public static Exception SetMismatch(Forecaster forecaster, TrajectorySet set) => Argument(
        $"Predictor \"{forecaster.Name}\" expects trajectories of {forecaster.Coordinates} coordinates; \"{set.Name}\" has {set.Coordinates} ({string.Join(", ", set.CoordinateNames)}). Choose the same coordinates for both.");

    public static Exception NoRollout(Forecaster forecaster, TrajectorySet set) => Argument(
        $"A rollout of \"{forecaster.Name}\" starts from {forecaster.Window + forecaster.Ahead - 1} points and needs one more; the longest trajectory of \"{set.Name}\" has {set.Select(one => one.Count).DefaultIfEmpty().Max()}. Use a shorter window, or longer trajectories.");

    public static Exception NotGenerated(string set, string id) => Argument(
        $"The physics oracle needs trajectories as a world generated them; \"{id}\" of \"{set}\" is recorded or scaled. Leave the oracle out, or give it the unscaled set of a world.");

    public static Exception NoSigma(string set) => new InvalidOperationException(
        $"A horizon measures errors in standard deviations of the training set; \"{set}\" comes from no split. Give sigma: train.Statistics.Sigma.");

    public static Exception SigmaCount(string name, IReadOnlyList<string> names, int got) => Argument(
        $"The horizon of \"{name}\" expects one sigma for each of {names.Count} coordinates ({string.Join(", ", names)}); got {got}. Give {names.Count}.");

    public static Exception Sigma(string coordinate, double got) => Argument(
        $"A horizon expects positive sigmas; got {got} for coordinate \"{coordinate}\". Leave out a coordinate that never changes.");

    public static Exception Threshold(double got) => Argument($"A horizon expects a positive threshold; got {got}. The usual one is 0.5.");

    public static Exception Share(double got) => Argument($"A quantile expects a share from 0 to 1; got {got}. The median is 0.5.");

    public static Exception ConstantCoordinate(string name, double value) => Argument(
        $"Coordinate \"{name}\" is {value} everywhere in the training part, so it cannot be scaled to the unit square, and there is nothing to predict. Leave it out.");

    public static Exception HugeCoordinate(string name, double least, double most) => Argument(
        $"Coordinate \"{name}\" goes from {least} to {most}, too far to be scaled to the unit square. Divide it by a suitable unit first.");

    public static Exception ScalingMismatch(object got, IReadOnlyList<string> names) => Argument(
        $"The scaling expects {names.Count} coordinates ({string.Join(", ", names)}); got {got}. Use the scaling that was fitted to the same coordinates.");

    public static Exception Ridge(string name, double got) => Argument(
        $"Predictor \"{name}\" expects a positive ridge; got {got}. The default is 1e-8.");

    public static Exception NvarPoints(int got, int window) => Argument(
        $"Predictor \"nvar\" uses 1 to {window} points of a window of {window}; got {got}. Give fewer points, or a longer window.");

    public static Exception Singular() => new InvalidOperationException(
        "The regression has no unique solution at this ridge in double precision. Use a larger ridge, for example 1e-6, or scale the data to the unit square.");

    private static string Named(Model model) => $"{model.ClassName} \"{model.Name}\"";

    private static ArgumentException Argument(FormattableString sentence) => new(sentence.ToString(CultureInfo.InvariantCulture));
}
