namespace KerasRnn.Display;

/// <summary>Something a notebook shows as HTML: a self-contained fragment without script and without references to anything outside.</summary>
internal interface IHtmlView
{
    string ToHtml();
}
