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

    /// <summary>Turns anything but success into one sentence, with the first line of TensorFlow's own words.</summary>
    /// <param name="what">What was being done: "build MatMul of dense".</param>
    public void Check(string what)
    {
        if (Code == TfCode.Ok) return;
        string sentence = $"TensorFlow could not {what}: {Message.Split('\n')[0].Trim().TrimEnd('.')} ({Code}).";
        throw Code switch
        {
            TfCode.Unimplemented => Throw.NotSupported(sentence),
            TfCode.ResourceExhausted => Throw.Memory(sentence),
            _ => Throw.Operation(sentence),
        };
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.TF_DeleteStatus(handle);
        return true;
    }
}
