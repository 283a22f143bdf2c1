using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace KerasRnn.TensorFlow.Native;

/// <summary>TF_Session: closed, then deleted.</summary>
internal sealed class SessionHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <summary>A session of a graph.</summary>
    /// <param name="graph">The graph; nodes may be added later.</param>
    /// <param name="configuration">A serialized ConfigProto.</param>
    public static unsafe SessionHandle Open(GraphHandle graph, ReadOnlySpan<byte> configuration)
    {
        StatusHandle status = StatusHandle.Mine;
        using SessionOptionsHandle options = NativeMethods.TF_NewSessionOptions();
        fixed (byte* bytes = configuration) NativeMethods.TF_SetConfig(options, bytes, (nuint)configuration.Length, status);
        status.Check("read its configuration");
        SessionHandle session = NativeMethods.TF_NewSession(graph, options, status);
        status.Check("open a session");
        return session;
    }

    /// <summary>The names of the devices that the session can use.</summary>
    public IReadOnlyList<string> Devices()
    {
        StatusHandle status = StatusHandle.Mine;
        using DeviceListHandle list = NativeMethods.TF_SessionListDevices(this, status);
        status.Check("list its devices");
        string[] names = new string[NativeMethods.TF_DeviceListCount(list)];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Marshal.PtrToStringUTF8(NativeMethods.TF_DeviceListName(list, i, status)) ?? "";
            status.Check("name a device");
        }

        return names;
    }

    protected override bool ReleaseHandle()
    {
        // A finalizer thread has a status of its own; what it says cannot be told to anybody.
        StatusHandle status = StatusHandle.Mine;
        NativeMethods.TF_CloseSession(handle, status);
        NativeMethods.TF_DeleteSession(handle, status);
        return true;
    }
}
