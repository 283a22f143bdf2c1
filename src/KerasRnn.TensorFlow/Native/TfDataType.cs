namespace KerasRnn.TensorFlow.Native;

/// <summary>TF_DataType: the element types that the engine uses.</summary>
internal enum TfDataType
{
    Float = 1,
    Int32 = 3,
    Bool = 10,
    Resource = 20,
}
