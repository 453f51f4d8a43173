namespace CalicoVxlan.Evidence.Collecting;

/// <summary>How commands get to a node.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Prefix">Words before the command; none for this machine itself.</param>
internal sealed record NodeReach(string Node, IReadOnlyList<string> Prefix)
{
    /// <summary>
    /// True where somebody else's program passes the words on: the script then goes through standard input, and what is passed on is
    /// three plain words that no shell on the way (ssh's at the other end) can read as anything else.
    /// </summary>
    public bool ThroughStandardInput { get; init; }

    public static NodeReach Local(string node) => new(node, []);

    /// <summary>A node of a lab: a network namespace, and a folder that stands for its root directory.</summary>
    public static NodeReach Namespace(string node, string networkNamespace, string root, string path) =>
        new(node, ["ip", "netns", "exec", networkNamespace, "env", "CALICO_ROOT=" + root, "PATH=" + Path.Combine(root, "bin") + ":" + path]);

    /// <summary>The node's calico-node pod.</summary>
    public static NodeReach Pod(string node, IReadOnlyList<string> kubectl, string podNamespace, string pod) =>
        new(node, [.. kubectl, "exec", "--namespace=" + podNamespace, "--container=calico-node", pod, "--"]);

    /// <summary>The whole command that asks the node everything.</summary>
    public ProcessRequest Request(string boundary, TimeSpan commandTimeout, TimeSpan timeout)
    {
        string seconds = Math.Max(1, (int)commandTimeout.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return ThroughStandardInput
            ? new ProcessRequest([.. Prefix, "sh", "-s", boundary, seconds], timeout) { Input = NodeScript.Bytes }
            : new ProcessRequest([.. Prefix, "sh", "-c", NodeScript.Text, "sh", boundary, seconds], timeout);
    }
}
