using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace KerasRnn.TensorFlow.Native;

/// <summary>TF_Status: one for each thread, used again by every call, which clears it when it succeeds.</summary>
[StackTraceHidden]
internal sealed class StatusHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    [ThreadStatic]
    private static StatusHandle? mine;

    /// <summary>This thread's.</summary>
    public static StatusHandle Mine => mine ??= NativeMethods.TF_NewStatus();

    public TfCode Code => NativeMethods.TF_GetCode(this);

    /// <summary>TensorFlow's own text, copied: it is valid only until the status changes.</summary>
    public string Message => Marshal.PtrToStringUTF8(NativeMethods.TF_Message(this)) ?? "";

    /// <summary>Turns anything but success into one sentence.</summary>
    /// <param name="what">What was being done: "build MatMul of dense".</param>
    public void Check(string what)
    {
        if (Code != TfCode.Ok) throw Throw.Native(what, Code, Message);
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.TF_DeleteStatus(handle);
        return true;
    }
}
