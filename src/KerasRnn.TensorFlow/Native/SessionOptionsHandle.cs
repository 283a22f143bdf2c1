using Microsoft.Win32.SafeHandles;

namespace KerasRnn.TensorFlow.Native;

/// <summary>TF_SessionOptions; not needed any more once the session exists.</summary>
internal sealed class SessionOptionsHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.TF_DeleteSessionOptions(handle);
        return true;
    }
}
