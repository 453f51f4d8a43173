using System.Buffers;
using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Reading.Json;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>Makes something of the whole text of a file.</summary>
internal delegate T ReadText<T>(ReadOnlySpan<byte> text, TextPool texts, OddEntries odd);

/// <summary>
/// One file of a snapshot. What is absent gives null; what is broken gives null and a problem that says where and why; what has odd entries gives the
/// others and one problem; or null, where only what is whole is wanted, since an entry that was left out looks absent.
/// </summary>
internal sealed class EvidenceFile(IEvidenceFiles files, string scope, string item, string name, List<EvidenceError> problems, bool wholeOnly = false)
{
    private const int LongestText = 64 << 20;

    public T[]? Table<T>(TextPool texts, ReadEntry<T> read, ReadPlain<T>? plain = null) => Read((stream, odd) => JsonTable.Read(stream, texts, odd, read, plain));

    public T? Text<T>(TextPool texts, ReadText<T> read)
        where T : class => Read((stream, odd) =>
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(stream.CanSeek ? (int)Math.Clamp(stream.Length + 1, 1 << 12, LongestText) : 1 << 16);
        try
        {
            return read(buffer.AsSpan(0, Fill(stream, ref buffer)), texts, odd);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    });

    public T? Read<T>(Func<Stream, OddEntries, T> read)
        where T : class
    {
        try
        {
            using Stream? stream = files.Open(name);
            if (stream is null)
            {
                return null;
            }

            OddEntries odd = new();
            using Stream text = MarkedText.ToUtf8(stream);
            T made = read(text, odd);
            if (odd.Message is { } message)
            {
                Report(message);
            }

            return wholeOnly && odd.Count > 0 ? null : made;
        }
        catch (JsonException failure)
        {
            Report(JsonReason(failure));
        }
        catch (BrokenFileException failure)
        {
            Report(failure.Message);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            // The name of a node may be no name of a file; a zip may be damaged.
            Report("it can't be read: " + failure.Message);
        }

        return null;
    }

    private void Report(string message) => problems.Add(new EvidenceError(scope, item, SafeText.Clean(message)));

    // The reader's own sentence ends with its place in its own words.
    private static string JsonReason(JsonException failure)
    {
        int place = failure.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string reason = place > 0 ? failure.Message[..place] : failure.Message;
        return FormattableString.Invariant($"it is no JSON at line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}: {reason}");
    }

    private static int Fill(Stream stream, ref byte[] buffer)
    {
        int length = 0;
        while (true)
        {
            int read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0)
            {
                return length;
            }

            length += read;
            if (length == buffer.Length)
            {
                Grow(ref buffer);
            }
        }
    }

    private static void Grow(ref byte[] buffer)
    {
        if (buffer.Length >= LongestText)
        {
            throw new BrokenFileException("it is longer than 64 MB");
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
