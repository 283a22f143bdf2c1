namespace KerasRnn.Display;

/// <summary>
/// Tells .NET Interactive where the formatters of a type are. It finds this attribute by its class name alone, which therefore must not change; so no package of its has to be referenced.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[]? PreferredMimeTypes { get; set; }
}
