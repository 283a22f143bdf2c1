using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace KerasRnn.TensorFlow.Native;

/// <summary>
/// The functions of TensorFlow's C API that the engine calls, and no other: what can end the process (loops, servers, eager execution) is not
/// declared. size_t is nuint, a C bool is a byte, an operation is a pointer that belongs to its graph.
/// </summary>
internal static unsafe partial class NativeMethods
{
    public const string Library = "tensorflow";

    // Version and status.
    [LibraryImport(Library)]
    public static partial nint TF_Version();

    [LibraryImport(Library)]
    public static partial StatusHandle TF_NewStatus();

    [LibraryImport(Library)]
    public static partial void TF_DeleteStatus(nint status);

    [LibraryImport(Library)]
    public static partial TfCode TF_GetCode(StatusHandle status);

    [LibraryImport(Library)]
    public static partial nint TF_Message(StatusHandle status);

    // Tensors.
    [LibraryImport(Library)]
    public static partial TensorHandle TF_AllocateTensor(TfDataType type, long* dims, int rank, nuint bytes);

    [LibraryImport(Library)]
    public static partial void TF_DeleteTensor(nint tensor);

    [LibraryImport(Library)]
    public static partial nuint TF_TensorByteSize(nint tensor);

    [LibraryImport(Library)]
    public static partial void* TF_TensorData(nint tensor);

    // Graph and operations.
    [LibraryImport(Library)]
    public static partial GraphHandle TF_NewGraph();

    [LibraryImport(Library)]
    public static partial void TF_DeleteGraph(nint graph);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint TF_NewOperation(GraphHandle graph, string type, string name);

    [LibraryImport(Library)]
    public static partial nint TF_FinishOperation(nint description, StatusHandle status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetDevice(nint description, string device);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetRequestedDevice(GraphHandle graph, nint operation, string device);

    [LibraryImport(Library)]
    public static partial void TF_AddInput(nint description, TfOutput input);

    [LibraryImport(Library)]
    public static partial void TF_AddInputList(nint description, TfOutput* inputs, int count);

    [LibraryImport(Library)]
    public static partial void TF_AddControlInput(nint description, nint operation);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrString(nint description, string name, void* value, nuint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrInt(nint description, string name, long value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrIntList(nint description, string name, long* values, int count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrBool(nint description, string name, byte value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrType(nint description, string name, TfDataType value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrShape(nint description, string name, long* dims, int rank);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrTensor(nint description, string name, TensorHandle tensor, StatusHandle status);

    [LibraryImport(Library)]
    public static partial nint TF_GraphNextOperation(GraphHandle graph, nuint* position);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_AddGradientsWithPrefix(
        GraphHandle graph, string prefix, TfOutput* y, int ny, TfOutput* x, int nx, TfOutput* dx, StatusHandle status, TfOutput* dy);

    // Session.
    [LibraryImport(Library)]
    public static partial SessionOptionsHandle TF_NewSessionOptions();

    [LibraryImport(Library)]
    public static partial void TF_DeleteSessionOptions(nint options);

    [LibraryImport(Library)]
    public static partial void TF_SetConfig(SessionOptionsHandle options, void* proto, nuint length, StatusHandle status);

    [LibraryImport(Library)]
    public static partial SessionHandle TF_NewSession(GraphHandle graph, SessionOptionsHandle options, StatusHandle status);

    [LibraryImport(Library)]
    public static partial void TF_CloseSession(nint session, StatusHandle status);

    [LibraryImport(Library)]
    public static partial void TF_DeleteSession(nint session, StatusHandle status);

    [LibraryImport(Library)]
    public static partial void TF_SessionRun(
        SessionHandle session, nint runOptions, TfOutput* inputs, nint* inputValues, int inputCount,
        TfOutput* outputs, nint* outputValues, int outputCount, nint* targets, int targetCount, nint runMetadata, StatusHandle status);

    [LibraryImport(Library)]
    public static partial DeviceListHandle TF_SessionListDevices(SessionHandle session, StatusHandle status);

    [LibraryImport(Library)]
    public static partial void TF_DeleteDeviceList(nint list);

    [LibraryImport(Library)]
    public static partial int TF_DeviceListCount(DeviceListHandle list);

    [LibraryImport(Library)]
    public static partial nint TF_DeviceListName(DeviceListHandle list, int index, StatusHandle status);
}
