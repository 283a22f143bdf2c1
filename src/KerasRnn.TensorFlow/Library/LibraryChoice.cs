namespace KerasRnn.TensorFlow.Library;

/// <summary>Tries the files of all places in order and takes the first that can be used.</summary>
[StackTraceHidden]
internal static class LibraryChoice
{
    /// <summary>The place, file, version and handle of the library.</summary>
    /// <param name="places">Where to look.</param>
    /// <param name="open">Opens a file: handle and version, or why not.</param>
    /// <exception cref="FileNotFoundException">None of them can be used.</exception>
    public static (LibraryPlace Place, string File, string Version, nint Handle) Choose(
        IReadOnlyList<LibraryPlace> places, Func<string, (nint Handle, string Version, string? Reason)> open)
    {
        List<LibraryPlace> tried = [];
        foreach (LibraryPlace place in places)
        {
            List<string> reasons = [];
            foreach (string file in place.Files)
            {
                (nint handle, string version, string? reason) = open(file);
                if (reason is null) return (place with { IsTaken = true, Reason = null }, file, version, handle);
                reasons.Add(reason);
            }

            tried.Add(place with { Reason = place.Reason ?? string.Join("; ", reasons.Distinct()) });
        }

        throw Throw.Missing(
            $"TensorFlowEngine expects TensorFlow's C library; looked for it in {string.Join("; ", tried)}. " +
            "Get it in one of three ways: install the Python package tensorflow and activate its environment; download an archive of libtensorflow or a " +
            "wheel and run \"kerasrnn tensorflow install FILE\"; or set KERASRNN_TENSORFLOW to the library or its folder. " +
            "The default engine, SimdEngine, needs no library.");
    }
}
