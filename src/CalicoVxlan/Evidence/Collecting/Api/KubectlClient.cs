using System.Globalization;
using System.Text;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Collecting.Api;

/// <summary>What the API said to one request.</summary>
/// <param name="Failure">Why it said nothing; null when it did.</param>
/// <param name="Body">Its answer, as it is.</param>
/// <param name="Message">What kubectl said of the failure; one line, free of control characters.</param>
internal readonly record struct ApiAnswer(ApiFailure? Failure, ReadOnlyMemory<byte> Body, string Message);

/// <summary>Why a request had no answer.</summary>
internal enum ApiFailure
{
    NotFound,
    Forbidden,

    /// <summary>The place in a list is no longer known.</summary>
    Expired,

    /// <summary>The server said something else.</summary>
    Server,

    /// <summary>No server was reached, or it does not know who asks.</summary>
    Unreachable,
    TimedOut,
    TooLarge,

    /// <summary>There is no kubectl.</summary>
    NoKubectl,
}

/// <summary>
/// The Kubernetes API through kubectl, with the contexts, credentials and plug-ins that an admin already has. Paths are asked as they are
/// (<c>get --raw</c>): one request, no discovery of kinds that don't matter, pages of a size that is known.
/// </summary>
internal sealed class KubectlClient
{
    private const int MostBytes = 256 << 20;

    // For a credential plug-in that asks somebody first, and for kubectl's own start.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    private readonly TimeSpan timeout;

    /// <param name="context">A context of the kubeconfig; its current one when null.</param>
    /// <param name="kubeconfig">A kubeconfig; the one that kubectl finds when null.</param>
    /// <param name="timeout">How long a request may take.</param>
    public KubectlClient(string? context, string? kubeconfig, TimeSpan timeout)
    {
        this.timeout = timeout;
        // With the sign, so that no name is taken for an option.
        List<string> words = ["kubectl"];
        if (kubeconfig is not null)
        {
            words.Add("--kubeconfig=" + kubeconfig);
        }

        if (context is not null)
        {
            words.Add("--context=" + context);
        }

        Words = words;
    }

    /// <summary>kubectl and what chooses the cluster.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Asks for a path, such as <c>/api/v1/nodes?limit=500</c>.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ApiAnswer Get(string path, CancellationToken stop)
    {
        string seconds = Math.Max(1, (int)timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        ProcessAnswer answer = ProcessRunner.Run(
            new ProcessRequest([.. Words, $"--request-timeout={seconds}s", "get", "--raw=" + path], timeout + Slack) { MostBytes = MostBytes }, stop);
        return answer.End switch
        {
            ProcessEnd.NotStarted => new ApiAnswer(ApiFailure.NoKubectl, default, NodeCollector.FirstLine(answer.Error)),
            ProcessEnd.TimedOut => new ApiAnswer(ApiFailure.TimedOut, default, $"no answer within {seconds} s"),
            ProcessEnd.TooMuch => new ApiAnswer(ApiFailure.TooLarge, default, $"the answer was longer than {MostBytes >> 20} MB"),
            _ when answer.ExitCode == 0 => new ApiAnswer(null, answer.Output, ""),
            _ => Failed(answer.Error, seconds),
        };
    }

    /// <summary>The context and the cluster's name, as the kubeconfig has them; empty where there is none, such as inside a pod.</summary>
    public (string Context, string Cluster) Names(CancellationToken stop)
    {
        ProcessAnswer answer = ProcessRunner.Run(
            new ProcessRequest([.. Words, "config", "view", "--minify", "--output=jsonpath={.contexts[0].name}{\"\\n\"}{.contexts[0].context.cluster}"], timeout), stop);
        string[] lines = answer.IsSuccess ? Encoding.UTF8.GetString(answer.Output.Span).Split('\n') : [];
        return (SafeText.Clean(lines.ElementAtOrDefault(0) ?? "").Trim(), SafeText.Clean(lines.ElementAtOrDefault(1) ?? "").Trim());
    }

    /// <summary>Names of the contexts there are.</summary>
    public IReadOnlyList<string> Contexts(CancellationToken stop)
    {
        ProcessAnswer answer = ProcessRunner.Run(new ProcessRequest([.. Words, "config", "get-contexts", "--output=name"], timeout), stop);
        return answer.IsSuccess ? [.. Encoding.UTF8.GetString(answer.Output.Span).Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0)] : [];
    }

    // kubectl has one exit code for everything; its message is what tells.
    private static ApiAnswer Failed(string error, string seconds)
    {
        string[] lines = [.. error.Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0)];
        string line = NodeCollector.FirstLine(lines.LastOrDefault(static l => l.StartsWith("Error from server", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "kubectl said nothing");
        bool fromServer = line.StartsWith("Error from server", StringComparison.Ordinal);
        return line switch
        {
            _ when line.StartsWith("Error from server (NotFound)", StringComparison.Ordinal) => new ApiAnswer(ApiFailure.NotFound, default, line),
            _ when line.StartsWith("Error from server (Forbidden)", StringComparison.Ordinal) => new ApiAnswer(ApiFailure.Forbidden, default, line),
            _ when line.StartsWith("Error from server (Expired)", StringComparison.Ordinal) || line.StartsWith("Error from server (Gone)", StringComparison.Ordinal)
                => new ApiAnswer(ApiFailure.Expired, default, line),
            _ when fromServer && !line.StartsWith("Error from server (Unauthorized)", StringComparison.Ordinal) && !IsTimeout(line) => new ApiAnswer(ApiFailure.Server, default, line),
            _ when IsTimeout(line) => new ApiAnswer(ApiFailure.TimedOut, default, $"no answer within {seconds} s"),
            _ => new ApiAnswer(ApiFailure.Unreachable, default, line),
        };
    }

    private static bool IsTimeout(string line) =>
        line.Contains("Client.Timeout", StringComparison.Ordinal) || line.Contains("context deadline exceeded", StringComparison.Ordinal) || line.Contains("request canceled", StringComparison.Ordinal);
}
