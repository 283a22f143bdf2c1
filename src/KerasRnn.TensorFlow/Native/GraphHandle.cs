using Microsoft.Win32.SafeHandles;

namespace KerasRnn.TensorFlow.Native;

/// <summary>TF_Graph. It may be freed before its session: TensorFlow keeps it until no session needs it.</summary>
internal sealed class GraphHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.TF_DeleteGraph(handle);
        return true;
    }
}
