namespace KerasRnn.Engines.Simd.Memory;

/// <summary>
/// The memory of one program: one block for all tensors that are neither variables nor constants. Laid out for the largest batch met;
/// a smaller one keeps the offsets, a larger one lays out anew.
/// </summary>
internal sealed class Arena : IDisposable
{
    private readonly List<Storage> planned = [];
    private readonly List<(Location Location, Storage Storage, long Offset, Shape Shape)> locations = [];
    private int capacity;

    public NativeBlock? Block { get; private set; }

    public Storage Add(Shape shape)
    {
        Storage storage = new(shape);
        planned.Add(storage);
        return storage;
    }

    public Location Locate(Storage storage, long offset, Shape shape)
    {
        Location location = new();
        locations.Add((location, storage, offset, shape));
        return location;
    }

    /// <summary>Makes room for a batch and moves all locations.</summary>
    public void Prepare(int batch)
    {
        if (batch > capacity)
        {
            // A batch that does not fit into the machine throws here; the next one then lays out anew.
            capacity = 0;
            NativeBlock block = new(Place(batch));
            Block?.Dispose();
            Block = block;
            capacity = batch;
        }

        foreach ((Location location, Storage storage, long offset, Shape shape) in locations)
        {
            location.Set(storage.Block ?? Block!, storage.Offset + offset, shape.Count(batch));
        }
    }

    public void Dispose() => Block?.Dispose();

    // First fit over lifetimes: pinned storages first, then in the order of birth, each at the lowest place that is free while it lives.
    private long Place(int batch)
    {
        long floor = 0, top = 0;
        foreach (Storage storage in planned.Where(s => s.IsPinned))
        {
            storage.Offset = floor;
            floor += storage.Size(batch);
        }

        top = floor;
        List<Storage> placed = [];
        foreach (Storage storage in planned.Where(s => !s.IsPinned && s.Last >= 0).OrderBy(s => s.First))
        {
            long size = storage.Size(batch);
            storage.Offset = storage.TakesOver is Storage before ? before.Offset : FirstFit(placed, storage, size, floor, batch);
            placed.Add(storage);
            top = Math.Max(top, storage.Offset + size);
        }

        return top;
    }

    private static long FirstFit(List<Storage> placed, Storage storage, long size, long floor, int batch)
    {
        long offset = floor;
        foreach (Storage other in placed.Where(o => o.First <= storage.Last && storage.First <= o.Last).OrderBy(o => o.Offset))
        {
            if (other.Offset - offset >= size) break;
            offset = Math.Max(offset, other.Offset + other.Size(batch));
        }

        return offset;
    }
}
