using Microsoft.Win32.SafeHandles;

namespace KerasRnn.TensorFlow.Native;

/// <summary>TF_Tensor that this side owns: a feed or a constant.</summary>
internal sealed unsafe class TensorHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <summary>A new tensor, its memory not yet set.</summary>
    public static TensorHandle Allocate(TfDataType type, ReadOnlySpan<long> dimensions)
    {
        long count = 1;
        foreach (long dimension in dimensions) count = checked(count * dimension);
        fixed (long* dims = dimensions)
        {
            TensorHandle tensor = NativeMethods.TF_AllocateTensor(type, dims, dimensions.Length, checked((nuint)count * 4));
            return tensor.IsInvalid ? throw Throw.Memory($"TensorFlow could not allocate a tensor of {count} elements.") : tensor;
        }
    }

    /// <summary>A float tensor with its values.</summary>
    public static TensorHandle Of(ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
    {
        TensorHandle tensor = Allocate(TfDataType.Float, dimensions);
        values.CopyTo(new Span<float>(tensor.Data, values.Length));
        return tensor;
    }

    /// <summary>An int32 tensor with its values.</summary>
    public static TensorHandle Of(ReadOnlySpan<long> dimensions, ReadOnlySpan<int> values)
    {
        TensorHandle tensor = Allocate(TfDataType.Int32, dimensions);
        values.CopyTo(new Span<int>(tensor.Data, values.Length));
        return tensor;
    }

    /// <summary>The elements; valid while the handle is open.</summary>
    public void* Data => NativeMethods.TF_TensorData(handle);

    protected override bool ReleaseHandle()
    {
        NativeMethods.TF_DeleteTensor(handle);
        return true;
    }
}
