using System.Buffers.Text;
using System.Text;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Collecting;

/// <summary>One command's answer.</summary>
/// <param name="File">The file of the snapshot that it is for.</param>
/// <param name="ExitCode">The command's.</param>
/// <param name="Content">Its standard output, exactly.</param>
/// <param name="Complaint">The first line of its standard error; free of control characters.</param>
internal readonly record struct NodeAnswer(string File, int ExitCode, ReadOnlyMemory<byte> Content, string Complaint);

/// <summary>Takes a node's answer apart: content, then a line of boundary, file, exit code and complaint, again and again.</summary>
internal static class AnswerFrames
{
    /// <param name="output">All that the node said.</param>
    /// <param name="boundary">What each closing line begins with.</param>
    /// <param name="rest">What came after the last closing line.</param>
    public static List<NodeAnswer> Split(ReadOnlyMemory<byte> output, string boundary, out ReadOnlyMemory<byte> rest)
    {
        byte[] mark = Encoding.ASCII.GetBytes($"\n{boundary} ");
        List<NodeAnswer> answers = [];
        rest = output;
        while (rest.Span.IndexOf(mark) is >= 0 and int at)
        {
            ReadOnlyMemory<byte> line = rest[(at + mark.Length)..];
            int end = line.Span.IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }

            if (Closing(line.Span[..end], rest[..at]) is { } answer)
            {
                answers.Add(answer);
            }

            rest = line[(end + 1)..];
        }

        return answers;
    }

    private static NodeAnswer? Closing(ReadOnlySpan<byte> line, ReadOnlyMemory<byte> content)
    {
        int space = line.IndexOf((byte)' ');
        if (space <= 0 || !Utf8Parser.TryParse(line[(space + 1)..], out int code, out int used))
        {
            return null;
        }

        string complaint = Encoding.UTF8.GetString(line[(space + 1 + used)..]).Trim();
        return new NodeAnswer(Encoding.ASCII.GetString(line[..space]), code, content, SafeText.Clean(complaint));
    }
}
