namespace KerasRnn.Architecture.Tests.Pictures;

/// <summary>
/// The rooms of one floor in columns, so that every arrow leads to the right. An arrow over several columns gets a lane through those between; rooms and lanes stand where their arrows are shortest
/// and cross least (Sugiyama, Tagawa and Toda 1981).
/// </summary>
internal sealed class FloorPlan
{
    public const double BoxHeight = 38;
    private const double BoxGap = 14, LaneHeight = 2, LaneGap = 10, WidestGap = 64;
    private const int OrderSweeps = 24, PlaceSweeps = 1000;
    private readonly List<Cell>[] columns;
    private readonly double[] widths;
    private readonly List<Cell[]> ways = [];

    /// <param name="rooms">The rooms with the widths of their boxes.</param>
    /// <param name="arrows">The arrows to draw; they make no circle.</param>
    public FloorPlan(IReadOnlyList<(string Room, double Width)> rooms, IReadOnlyCollection<Arrow> arrows)
    {
        Dictionary<string, int> column = Columns([.. rooms.Select(room => room.Room)], arrows);
        columns = [.. Enumerable.Range(0, column.Values.Max() + 1).Select(_ => new List<Cell>())];
        widths = [.. columns.Select((_, i) => rooms.Where(room => column[room.Room] == i).Max(room => room.Width))];
        Dictionary<string, Cell> cells = [];
        foreach ((string room, _) in rooms.Reverse()) columns[column[room]].Add(cells[room] = new Cell(room));
        foreach (Arrow arrow in arrows)
        {
            List<Cell> way = [cells[arrow.From]];
            for (int i = column[arrow.From] + 1; i < column[arrow.To]; i++)
            {
                way.Add(new Cell(null));
                columns[i].Add(way[^1]);
            }

            way.Add(cells[arrow.To]);
            foreach ((Cell left, Cell right) in way.Zip(way.Skip(1)))
            {
                left.Right.Add(right);
                right.Left.Add(left);
            }

            ways.Add([.. way]);
        }

        Order();
        Place();
    }

    /// <summary>As narrow as it may be.</summary>
    public double Width => widths.Sum() + ((widths.Length - 1) * 30);

    public double Height { get; private set; }

    /// <summary>The boxes and the ways of the arrows from their right sides to left sides, within a width.</summary>
    public (IReadOnlyList<(string Room, double X, double Y, double Width)> Boxes, IReadOnlyList<IReadOnlyList<(double X, double Y)>> Ways) Draw(double width)
    {
        double gap = widths.Length == 1 ? 0 : Math.Floor(Math.Min(WidestGap, (width - widths.Sum()) / (widths.Length - 1)));
        double[] left = [.. widths.Select((_, i) => widths[..i].Sum() + (i * gap))];
        Dictionary<Cell, (double Left, double Right)> sides = columns.SelectMany((cells, i) => cells.Select(cell => (cell, (left[i], left[i] + widths[i])))).ToDictionary();
        return (
            [.. sides.Where(side => side.Key.Room is not null).Select(side => (side.Key.Room!, side.Value.Left, side.Key.Middle - (BoxHeight / 2), side.Value.Right - side.Value.Left))],
            [
                .. ways.Select(way => (IReadOnlyList<(double, double)>)
                [
                    (sides[way[0]].Right, way[0].Middle),
                    .. way[1..^1].SelectMany(lane => new[] { (sides[lane].Left, lane.Middle), (sides[lane].Right, lane.Middle) }),
                    (sides[way[^1]].Left, way[^1].Middle),
                ]),
            ]);
    }

    // As far left as what knows it allows; what nobody knows stands just before what it knows.
    private static Dictionary<string, int> Columns(string[] rooms, IReadOnlyCollection<Arrow> arrows)
    {
        Dictionary<string, int> column = rooms.ToDictionary(room => room, _ => 0);
        for (bool moved = true; moved;)
        {
            moved = false;
            foreach (Arrow arrow in arrows.Where(arrow => column[arrow.To] <= column[arrow.From]))
            {
                column[arrow.To] = column[arrow.From] + 1;
                moved = true;
            }
        }

        int last = column.Values.Max();
        foreach (string room in rooms.Where(room => arrows.All(arrow => arrow.To != room)))
        {
            column[room] = arrows.Where(arrow => arrow.From == room).Select(arrow => column[arrow.To] - 1).DefaultIfEmpty(last).Min();
        }

        return column;
    }

    private void Order()
    {
        List<Cell>[] best = [.. columns.Select(cells => cells.ToList())];
        int least = Crossings();
        for (int sweep = 0; sweep < OrderSweeps; sweep++)
        {
            bool toRight = sweep % 2 == 0;
            foreach (List<Cell> cells in toRight ? columns.Skip(1) : columns.Reverse().Skip(1))
            {
                Cell[] sorted = [.. cells.OrderBy(cell => Mean(toRight ? cell.Left : cell.Right, neighbour => Rank(neighbour), Rank(cell)))];
                cells.Clear();
                cells.AddRange(sorted);
            }

            int crossings = Crossings();
            if (crossings >= least) continue;
            least = crossings;
            best = [.. columns.Select(cells => cells.ToList())];
        }

        best.CopyTo(columns, 0);
    }

    private int Rank(Cell cell) => columns.Select(cells => cells.IndexOf(cell)).First(rank => rank >= 0);

    private int Crossings()
    {
        int crossings = 0;
        foreach (List<Cell> cells in columns)
        {
            (int Left, int Right)[] lines = [.. cells.SelectMany((cell, rank) => cell.Right.Select(right => (rank, Rank(right))))];
            for (int i = 0; i < lines.Length; i++) crossings += lines[..i].Count(other => (other.Left - lines[i].Left) * (other.Right - lines[i].Right) < 0);
        }

        return crossings;
    }

    private void Place()
    {
        foreach (List<Cell> cells in columns) Spread(cells);
        for (int sweep = 0; sweep < PlaceSweeps; sweep++)
        {
            foreach (List<Cell> cells in sweep % 2 == 0 ? columns : columns.Reverse())
            {
                Spread(cells);
            }
        }

        Cell[] all = [.. columns.SelectMany(cells => cells)];
        double top = all.Min(cell => cell.Middle - (cell.Height / 2));
        foreach (Cell cell in all) cell.Middle = Math.Round(cell.Middle - top);
        Height = all.Max(cell => cell.Middle + (cell.Height / 2));
    }

    // Where the squares of all heights that its arrows climb are least, as far as the order and the distances allow: neighbours that would overlap move as one block (pool adjacent violators).
    private static void Spread(List<Cell> cells)
    {
        double[] offsets = new double[cells.Count];
        for (int i = 1; i < cells.Count; i++) offsets[i] = offsets[i - 1] + Distance(cells[i - 1], cells[i]);
        List<(double Wish, int Weight, int Count)> blocks = [];
        for (int i = 0; i < cells.Count; i++)
        {
            Cell[] neighbours = [.. cells[i].Left, .. cells[i].Right];
            blocks.Add((Mean(neighbours, neighbour => neighbour.Middle, cells[i].Middle) - offsets[i], Math.Max(1, neighbours.Length), 1));
            while (blocks.Count > 1 && blocks[^2].Wish >= blocks[^1].Wish)
            {
                ((double first, int firstWeight, int firstCount), (double second, int secondWeight, int secondCount)) = (blocks[^2], blocks[^1]);
                int weight = firstWeight + secondWeight;
                blocks[^2] = (((first * firstWeight) + (second * secondWeight)) / weight, weight, firstCount + secondCount);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }

        int next = 0;
        foreach ((double wish, _, int count) in blocks)
        {
            for (int i = 0; i < count; i++, next++) cells[next].Middle = wish + offsets[next];
        }
    }

    private static double Distance(Cell above, Cell below) => ((above.Height + below.Height) / 2) + (above.Room is null || below.Room is null ? LaneGap : BoxGap);

    private static double Mean(IReadOnlyCollection<Cell> neighbours, Func<Cell, double> value, double without) => neighbours.Count == 0 ? without : neighbours.Average(value);

    /// <summary>A room, or where an arrow passes a column.</summary>
    private sealed class Cell(string? room)
    {
        public string? Room => room;

        public double Height => room is null ? LaneHeight : BoxHeight;

        public double Middle { get; set; }

        public List<Cell> Left { get; } = [];

        public List<Cell> Right { get; } = [];
    }
}
