using System.Text;
using KerasRnn.Graph;
using KerasRnn.TensorFlow.Native;

namespace KerasRnn.TensorFlow.Lowering;

/// <summary>A TF_Graph while it is built: operations with unique names under the layer that asked for them, and small constants made once.</summary>
internal sealed unsafe class TfGraph(string? device) : IDisposable
{
    private readonly Dictionary<string, int> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Axes, TfTensor> lists = [];
    private readonly Dictionary<int, TfTensor> numbers = [];
    private nuint seen;
    private int size;

    public GraphHandle Handle { get; } = NativeMethods.TF_NewGraph();

    /// <summary>Who asks for operations now: names and error sentences lead back to it.</summary>
    public Origin Origin { get; set; } = Origin.None;

    /// <summary>How many operations there are, those of gradients too: a measure of the memory that the graph takes.</summary>
    public int Size
    {
        get
        {
            Visit(null);
            return size;
        }
    }

    /// <summary>Begins an operation; <see cref="TfOp.Finish"/> ends it.</summary>
    public TfOp Op(string type)
    {
        string name = Name(type);
        return new TfOp(this, NativeMethods.TF_NewOperation(Handle, type, name), type, device);
    }

    /// <summary>A float constant.</summary>
    public TfTensor Constant(ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
    {
        using TensorHandle tensor = TensorHandle.Of(dimensions, values);
        return Op("Const").Set("value", tensor).Set("dtype", TfDataType.Float).Finish();
    }

    /// <summary>A list of whole numbers: axes, shapes, bounds. Always int32: TensorFlow's gradients crash on int64 axes.</summary>
    public TfTensor Integers(params ReadOnlySpan<int> values)
    {
        Axes key = new(values);
        if (lists.TryGetValue(key, out TfTensor known)) return known;
        using TensorHandle tensor = TensorHandle.Of([values.Length], values);
        return lists[key] = Op("Const").Set("value", tensor).Set("dtype", TfDataType.Int32).Finish();
    }

    /// <summary>A whole number.</summary>
    public TfTensor Integer(int value)
    {
        if (numbers.TryGetValue(value, out TfTensor known)) return known;
        using TensorHandle tensor = TensorHandle.Of([], [value]);
        return numbers[value] = Op("Const").Set("value", tensor).Set("dtype", TfDataType.Int32).Finish();
    }

    /// <summary>d y/d x for every x, all of which y depends on.</summary>
    public TfTensor?[] Gradients(TfTensor y, ReadOnlySpan<TfTensor> xs)
    {
        TfOutput[] x = new TfOutput[xs.Length], dx = new TfOutput[xs.Length];
        for (int i = 0; i < x.Length; i++) x[i] = xs[i].Native;
        TfOutput loss = y.Native;
        Visit(null);

        // A status of its own: this call alone goes on with what an earlier failure left in it, and ends the process.
        using StatusHandle status = NativeMethods.TF_NewStatus();
        fixed (TfOutput* px = x, pdx = dx)
        {
            NativeMethods.TF_AddGradientsWithPrefix(Handle, Name("gradients"), &loss, 1, px, x.Length, null, status, pdx);
        }

        status.Check("differentiate the program");
        Visit(device);

        // An entry without operation was reached through stopped paths alone.
        return [.. dx.Select(d => d.Oper == 0 ? (TfTensor?)null : new TfTensor(this, d.Oper, d.Index))];
    }

    public void Dispose() => Handle.Dispose();

    // Goes through the operations that are new; those that TensorFlow made for gradients have no device yet.
    private void Visit(string? assign)
    {
        nuint position = seen;
        while (NativeMethods.TF_GraphNextOperation(Handle, &position) is nint operation && operation != 0)
        {
            size++;
            if (assign is not null) NativeMethods.TF_SetRequestedDevice(Handle, operation, assign);
        }

        seen = position;
    }

    private string Name(string type)
    {
        StringBuilder name = new();
        foreach (char c in Origin.Path) name.Append(char.IsAsciiLetterOrDigit(c) || (c is '_' or '/' or '.' or '-' && name.Length > 0) ? c : '_');
        if (name.Length > 0 && !char.IsAsciiLetterOrDigit(name[0])) name.Insert(0, 'k');
        if (name.Length > 0) name.Append('/');
        name.Append(type).Append('_');
        string stem = name.ToString();
        int number = taken.GetValueOrDefault(stem);
        taken[stem] = number + 1;
        return stem + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
