using System.Security.Cryptography;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Collecting;

/// <summary>Asks one node everything, in one round trip, and puts its answers among the files.</summary>
internal sealed class NodeCollector(MemoryEvidenceFiles files, TimeSpan timeout)
{
    /// <summary>In place of a file's name: all of the node.</summary>
    public const string WholeNode = "*";

    /// <summary>Bytes that are taken from a node.</summary>
    public const int MostBytes = 64 << 20;

    private const int MostMessage = 500;

    // One command that hangs must leave time for the others.
    private TimeSpan CommandTimeout => timeout / 3 < TimeSpan.FromSeconds(10) ? timeout / 3 : TimeSpan.FromSeconds(10);

    /// <returns>What could not be had.</returns>
    public List<EvidenceError> Collect(NodeReach reach, CancellationToken stop)
    {
        string boundary = "cvx" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        ProcessAnswer answer = ProcessRunner.Run(reach.Request(boundary, CommandTimeout, timeout) with { MostBytes = MostBytes }, stop);
        List<NodeAnswer> answers = AnswerFrames.Split(answer.Output, boundary, out _);
        List<EvidenceError> errors = [];
        if (answers.Count == 0)
        {
            errors.Add(new EvidenceError(reach.Node, WholeNode, WhyNothing(answer, reach)));
            return errors;
        }

        HashSet<string> seen = [];
        foreach (NodeAnswer one in answers.Where(one => seen.Add(one.File)))
        {
            Put(reach.Node, one, errors);
        }

        if (!seen.Contains(NodeScript.Complete))
        {
            string why = WhyCut(answer);
            errors.AddRange(EvidenceNames.Node.Where(file => !seen.Contains(file)).Select(file => new EvidenceError(reach.Node, file, why)));
        }

        return errors;
    }

    private void Put(string node, NodeAnswer answer, List<EvidenceError> errors)
    {
        // Names come from the node: only the layout's own are taken.
        if (!EvidenceNames.Node.Contains(answer.File))
        {
            return;
        }

        if (answer.ExitCode != 0)
        {
            errors.Add(new EvidenceError(node, answer.File, WhyNot(answer)));
            return;
        }

        byte[]? bytes = answer.File switch
        {
            "sysctls.txt" => SysctlText.FromPaths(answer.Content.Span),
            "sandboxes.json" => SandboxFilter.Keep(answer.Content.Span),
            "firewall.txt" when answer.Content.Length > NodeScript.MostFirewallBytes => answer.Content[..NodeScript.MostFirewallBytes].ToArray(),
            _ => answer.Content.ToArray(),
        };
        if (bytes is null)
        {
            errors.Add(new EvidenceError(node, answer.File, "what crictl said is no JSON"));
            return;
        }

        if (answer.File == "firewall.txt" && answer.Content.Length > NodeScript.MostFirewallBytes)
        {
            errors.Add(new EvidenceError(node, answer.File, $"more than {NodeScript.MostFirewallBytes >> 20} MB; the rest was left out"));
        }

        files.Put(EvidenceNames.OfNode(node, answer.File), bytes);
    }

    private string WhyNot(NodeAnswer answer) => answer.ExitCode switch
    {
        127 => answer.Complaint.Length > 0 ? $"a command is not there: {answer.Complaint}" : "a command is not there",
        124 or 143 => $"the command did not end within {CommandTimeout.TotalSeconds:0} s",
        _ => answer.Complaint.Length > 0 ? answer.Complaint : $"the command ended with {answer.ExitCode}",
    };

    private string WhyNothing(ProcessAnswer answer, NodeReach reach) => answer.End switch
    {
        ProcessEnd.NotStarted => $"'{SafeText.Clean(reach.Request("", timeout, timeout).Words[0])}' cannot be run: {FirstLine(answer.Error)}",
        ProcessEnd.TimedOut => $"no answer within {timeout.TotalSeconds:0} s",
        ProcessEnd.TooMuch => $"more than {MostBytes >> 20} MB, and no answer among them",
        _ when Complaint(answer.Error) is { Length: > 0 } line => line,
        _ => $"no answer; the command ended with {answer.ExitCode}",
    };

    private string WhyCut(ProcessAnswer answer) => answer.End switch
    {
        ProcessEnd.TimedOut => $"not reached within {timeout.TotalSeconds:0} s",
        ProcessEnd.TooMuch => $"the node's answer was longer than {MostBytes >> 20} MB",
        _ when Complaint(answer.Error) is { Length: > 0 } line => $"the node's answer ended early: {line}",
        _ => "the node's answer ended early",
    };

    // The last line is the reason; before it ssh greets, and kubectl logs (E1123 12:59:52.614591 …), and kubectl adds what is known anyhow.
    private static string Complaint(string error)
    {
        string[] lines = [.. error.Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0)];
        return FirstLine(Array.FindLast(lines, static l => !IsLog(l) && !l.StartsWith("command terminated with exit code", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "");
    }

    private static bool IsLog(string line) => line.Length > 5 && (line[0] is 'E' or 'W' or 'I') && line.AsSpan(1, 4).IndexOfAnyExceptInRange('0', '9') < 0;

    internal static string FirstLine(string text)
    {
        string line = text.Split('\n').Select(static l => l.Trim()).FirstOrDefault(static l => l.Length > 0) ?? "";

        // A program that can't read an object may quote it, and what stands in it is nobody's business here.
        int quoted = line.IndexOf("{\"", StringComparison.Ordinal);
        int length = Math.Min(quoted >= 0 ? quoted : line.Length, MostMessage);
        return SafeText.Clean(length < line.Length ? line[..length] + "…" : line);
    }
}
