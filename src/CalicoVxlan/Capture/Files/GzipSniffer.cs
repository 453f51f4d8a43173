using System.IO.Compression;

namespace CalicoVxlan.Capture.Files;

/// <summary>Unpacks a stream that begins with gzip's magic 1f 8b (RFC 1952), and leaves any other as it is.</summary>
internal static class GzipSniffer
{
    public static Stream Unwrap(Stream stream)
    {
        byte[] magic = new byte[2];
        int have = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        Stream whole = new Prefixed(magic.AsMemory(0, have), stream);
        return have == 2 && magic[0] == 0x1f && magic[1] == 0x8b ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    /// <summary>A stream whose first bytes were already taken.</summary>
    private sealed class Prefixed(ReadOnlyMemory<byte> prefix, Stream rest) : ForwardStream(rest)
    {
        private ReadOnlyMemory<byte> prefix = prefix;

        public override int Read(Span<byte> buffer)
        {
            if (prefix.IsEmpty)
            {
                return Inner.Read(buffer);
            }

            int taken = Math.Min(prefix.Length, buffer.Length);
            prefix.Span[..taken].CopyTo(buffer);
            prefix = prefix[taken..];
            return taken;
        }
    }
}
