namespace KerasRnn.Engines.Simd.Steps;

/// <summary>One entry of a program's flat list: knows where its tensors lie and which kernel to call. Running it allocates nothing.</summary>
internal abstract class Step
{
    /// <summary>Floats of scratch that the step wants while it runs.</summary>
    public virtual long Workspace(int batch) => 0;

    /// <summary>The tensors may have moved or changed their size; what depends on the batch is worked out here.</summary>
    public virtual void Bind(int batch)
    {
    }

    public abstract void Run();

    protected static int At(int dimension, int batch) => dimension < 0 ? -dimension * batch : dimension;
}
