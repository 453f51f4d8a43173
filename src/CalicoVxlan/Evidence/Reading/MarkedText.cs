using System.Text;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>Text that may begin with a byte order mark: Windows' shell redirects into UTF-16, some editors mark UTF-8.</summary>
internal static class MarkedText
{
    /// <summary>The stream from its first character on, as UTF-8.</summary>
    public static Stream ToUtf8(Stream stream)
    {
        byte[] start = new byte[3];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start switch
        {
            [0xef, 0xbb, 0xbf] => Rest(stream, start, 3, length),
            [0xff, 0xfe, _] => Encoding.CreateTranscodingStream(Rest(stream, start, 2, length), Encoding.Unicode, Encoding.UTF8),
            [0xfe, 0xff, _] => Encoding.CreateTranscodingStream(Rest(stream, start, 2, length), Encoding.BigEndianUnicode, Encoding.UTF8),
            _ => Rest(stream, start, 0, length),
        };
    }

    private static Stream Rest(Stream stream, byte[] start, int skip, int length)
    {
        if (!stream.CanSeek)
        {
            return new PrefixedStream(start.AsMemory(skip, length - skip), stream);
        }

        stream.Position = skip;
        return skip == 0 ? stream : new PrefixedStream(default, stream);
    }
}
