namespace CalicoVxlan.Evidence.Collecting;

/// <summary>How evidence is collected.</summary>
public sealed record CollectOptions
{
    /// <summary>Which nodes are asked, by name; all when null.</summary>
    public Func<string, bool>? Wants { get; init; }

    /// <summary>Nodes that are asked at once; 1 to 256.</summary>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>How long a node, or a request to the API, may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Told about each step, on the thread that collects.</summary>
    public Action<CollectProgress>? Progress { get; init; }
}

/// <summary>How far collecting is.</summary>
/// <param name="Activity">What goes on, such as <c>Asking nodes</c>.</param>
/// <param name="Item">What was just done, such as a node's name.</param>
/// <param name="Done">How many are done.</param>
/// <param name="Total">Of how many.</param>
public sealed record CollectProgress(string Activity, string Item, int Done, int Total);

/// <summary>A node of a lab.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NetworkNamespace">Its network namespace.</param>
/// <param name="RootFolder">The folder that stands for its root directory: var/lib/calico/mtu, bin/crictl.</param>
public sealed record LabNode(string Name, string NetworkNamespace, string RootFolder);
