using System.Text;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>One string for each text that comes again and again in a file, such as names of interfaces.</summary>
internal sealed class TextPool
{
    // A file of nothing but different names must not make the pool another copy of it.
    private const int Most = 4096;

    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private byte[] lastBytes = [];
    private string last = "";

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.SequenceEqual(lastBytes))
        {
            return last;
        }

        string text = SafeText.Clean(Encoding.UTF8.GetString(utf8));
        if (known.TryGetValue(text, out string? found))
        {
            text = found;
        }
        else if (known.Count < Most)
        {
            known[text] = text;
        }

        lastBytes = utf8.ToArray();
        return last = text;
    }
}
