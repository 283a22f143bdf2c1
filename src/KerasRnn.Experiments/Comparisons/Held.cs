namespace KerasRnn.Experiments;

/// <summary>
/// Something that is dear to make and depends on its key alone: made when one of its holders first asks for it, shared by all who hold it in this process, gone when the last of them lets go.
/// </summary>
[StackTraceHidden]
internal sealed class Held<T> : IDisposable
    where T : class
{
    private static readonly Dictionary<string, Cell> Cells = new(StringComparer.Ordinal);

    private readonly string key;
    private readonly Func<T> make;
    private readonly Cell cell;
    private bool isLetGo;

    public Held(string key, Func<T> make)
    {
        (this.key, this.make) = (key, make);
        lock (Cells)
        {
            if (!Cells.TryGetValue(key, out cell!)) Cells.Add(key, cell = new Cell());
            cell.Holders++;
        }
    }

    public T Value
    {
        get
        {
            lock (cell) return cell.Value ??= make();
        }
    }

    public void Dispose()
    {
        lock (Cells)
        {
            if (isLetGo) return;
            isLetGo = true;
            if (--cell.Holders == 0) Cells.Remove(key);
        }
    }

    private sealed class Cell
    {
        public int Holders { get; set; }

        public T? Value { get; set; }
    }
}
