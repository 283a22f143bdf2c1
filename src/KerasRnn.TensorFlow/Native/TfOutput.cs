using System.Runtime.InteropServices;

namespace KerasRnn.TensorFlow.Native;

/// <summary>TF_Output: one output of an operation, 16 bytes on 64-bit machines.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TfOutput
{
    public nint Oper;
    public int Index;
}
