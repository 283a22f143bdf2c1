using Microsoft.Win32.SafeHandles;

namespace KerasRnn.TensorFlow.Native;

/// <summary>TF_DeviceList.</summary>
internal sealed class DeviceListHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.TF_DeleteDeviceList(handle);
        return true;
    }
}
