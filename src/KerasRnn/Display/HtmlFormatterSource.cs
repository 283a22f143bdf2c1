using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace KerasRnn.Display;

// The kernel reads these members from an instance, so they are none of the type's.
#pragma warning disable CA1822

/// <summary>Formatters for everything with <see cref="IHtmlView"/>. .NET Interactive makes one by reflection and reads the members below by name.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "The kernel reads instance members.")]
internal sealed class HtmlFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() => [new HtmlFormatter(), new TextFormatter()];

    private sealed class HtmlFormatter
    {
        public string MimeType => "text/html";

        // The kernel wants exactly this signature. An exception here would end the user's cell with the kernel's internals.
        public bool Format(object instance, TextWriter writer)
        {
            if (instance is not IHtmlView view) return false;
            string html;
            try
            {
                html = view.ToHtml();
            }
            catch (Exception error)
            {
                html = $"<pre>{WebUtility.HtmlEncode(error.Message)}</pre>";
            }

            writer.Write(html);
            return true;
        }
    }

    private sealed class TextFormatter
    {
        public string MimeType => "text/plain";

        public bool Format(object instance, TextWriter writer)
        {
            writer.Write(instance.ToString());
            return true;
        }
    }
}
