using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace KerasRnn.TensorFlow.Library;

/// <summary>Opens one file and decides whether it is a TensorFlow that the engine can use.</summary>
internal static unsafe class LibraryOpener
{
    private static readonly Version Oldest = new(2, 10);

    private static readonly string[] Needed = ["TF_Version", "TF_NewStatus", "TF_AllocateTensor", "TF_AddGradientsWithPrefix", "TF_SetRequestedDevice", "TF_SessionRun"];

    /// <summary>The opened library and its version, or why not.</summary>
    public static (nint Handle, string Version, string? Reason) Open(string file)
    {
        string path = file;
        if (Path.IsPathRooted(file))
        {
            // The loader looks for the second library beside the name that is opened, links not followed.
            path = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
            if (WhyNotNative(path, LibraryHost.Current.Architecture) is string wrong) return (0, "", wrong);
            string framework = Path.Combine(Path.GetDirectoryName(path)!, OperatingSystem.IsMacOS() ? "libtensorflow_framework.2.dylib" : "libtensorflow_framework.so.2");
            if (File.Exists(framework)) NativeLibrary.TryLoad(framework, out _);
        }

        nint handle;
        try
        {
            handle = NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return (0, "", Path.IsPathRooted(file) ? $"{path} could not be loaded: {e.Message.Split('\n')[0].Trim().TrimEnd('.')}" : "not installed");
        }

        string? missing = Needed.FirstOrDefault(name => !NativeLibrary.TryGetExport(handle, name, out _));
        if (missing is not null) return (0, "", $"{path} is a library without {missing}");
        var version = (delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(handle, "TF_Version");
        string text = Marshal.PtrToStringUTF8(version()) ?? "";
        return WhyNotVersion(path, text) is string old ? (0, text, old) : (handle, text, null);
    }

    /// <summary>Why a version cannot be used, or null. Older ones lack gradients or compute wrong ones.</summary>
    public static string? WhyNotVersion(string path, string version)
    {
        string numbers = version.Split('-')[0];
        return Version.TryParse(numbers, out Version? parsed) && parsed >= Oldest && parsed.Major == 2
            ? null
            : $"{path} is TensorFlow {version}, and {Oldest} or a later 2.x is needed";
    }

    /// <summary>Why a file is no library for this machine by its first bytes, or null if it may be one.</summary>
    public static string? WhyNotNative(string path, Architecture architecture)
    {
        byte[] head = new byte[20];
        int length;
        try
        {
            using FileStream stream = File.OpenRead(path);
            length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be read: {e.Message.TrimEnd('.')}";
        }

        bool elf = length == head.Length && head.AsSpan().StartsWith("\u007fELF"u8), pe = head.AsSpan().StartsWith("MZ"u8);
        bool macho = BinaryPrimitives.ReadUInt32LittleEndian(head) is 0xFEEDFACF or 0xBEBAFECA or 0xCAFEBABE;
        if (!(OperatingSystem.IsWindows() ? pe : OperatingSystem.IsMacOS() ? macho : elf)) return $"{path} is not a shared library of this system";
        if (!elf) return null;
        int machine = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(18));
        string found = machine switch
        {
            0x3E => "X64",
            0xB7 => "Arm64",
            _ => machine.ToString("X", CultureInfo.InvariantCulture),
        };
        return found == architecture.ToString() ? null : $"{path} is for {found} and this process is {architecture}";
    }
}
