using System.Collections.Concurrent;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Reading;

namespace CalicoVxlan.Model;

/// <summary>One cluster, made of evidence: nodes, pods, pools and blocks, and each node's kernel tables, read when they are first asked for.</summary>
public sealed class ClusterModel
{
    private readonly CalicoEvidence evidence;
    private readonly Dictionary<string, ClusterNode> nodes;
    private readonly ConcurrentDictionary<string, Lazy<NodeTables>> tables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FelixSettings> settings = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<NetAddress, PodObject>> podsByAddress;
    private readonly Lazy<Dictionary<string, List<PodObject>>> podsByNode;
    private readonly Lazy<HashSet<NetAddress>> nodeAddresses;
    private readonly List<EvidenceError> problems;
    private readonly HashSet<EvidenceError> known = [];
    private readonly Lazy<ClusterModel> whole;
    private readonly bool wholeOnly;
    private readonly HashSet<string> asked;
    private readonly Lazy<HashSet<(string Scope, string Item)>> lacking;

    private ClusterModel(CalicoEvidence evidence, ClusterModel? original = null)
    {
        this.evidence = evidence;
        wholeOnly = original is not null;
        problems = original?.problems ?? [];
        known = original?.known ?? [];
        asked = [.. evidence.Nodes];
        lacking = new Lazy<HashSet<(string Scope, string Item)>>(() => [.. evidence.Errors.Select(static e => (e.Scope, e.Item))]);
        List<EvidenceError> found = [];
        Objects = EvidenceReader.ReadCluster(evidence, found, wholeOnly);
        Report(found);
        whole = new Lazy<ClusterModel>(() => found.Count == 0 || wholeOnly ? this : new ClusterModel(evidence, this));
        Blocks = new BlockIndex(Objects);
        Release = CalicoRelease.Parse(Objects.CalicoVersion);
        if (!Release.IsKnown)
        {
            Release = CalicoRelease.Parse(Objects.DaemonSets is { Count: > 0 } sets ? sets[0].Image : null);
        }

        Dictionary<string, NodeObject> objects = new(StringComparer.Ordinal);
        foreach (NodeObject node in Objects.Nodes ?? [])
        {
            objects[node.Name] = node;
        }

        nodes = Names(evidence, Objects).ToDictionary(static n => n, n => new ClusterNode(n, objects.GetValueOrDefault(n)), StringComparer.Ordinal);
        Nodes = [.. nodes.Values.OrderBy(static n => n.Name, NaturalOrder.Instance)];
        podsByNode = new Lazy<Dictionary<string, List<PodObject>>>(() =>
            (Objects.Pods ?? []).Where(static p => p.Node is not null).GroupBy(static p => p.Node!).ToDictionary(static g => g.Key, static g => g.ToList(), StringComparer.Ordinal));
        nodeAddresses = new Lazy<HashSet<NetAddress>>(() => [.. Nodes.SelectMany(static n => (Cidr?[])[n.V4.Address, n.V6.Address]).OfType<Cidr>().Select(static a => a.Address)]);
        podsByAddress = new Lazy<Dictionary<NetAddress, PodObject>>(() => Index(Objects.Pods));
    }

    internal ClusterObjects Objects { get; }

    internal IReadOnlyList<ClusterNode> Nodes { get; }

    internal BlockIndex Blocks { get; }

    internal CalicoRelease Release { get; }

    /// <summary>Where the evidence is from.</summary>
    internal string Source => evidence.Source;

    /// <summary>What can't be read of the files that are there; grows while nodes are read. What could not be had is in the evidence's errors.</summary>
    public IReadOnlyList<EvidenceError> Problems
    {
        get
        {
            lock (problems)
            {
                return [.. problems];
            }
        }
    }

    /// <summary>The same cluster for judging: a list of which an entry had to be left out is unknown there, since the entry would look absent.</summary>
    internal ClusterModel Whole => whole.Value;

    /// <summary>The model of evidence; made once.</summary>
    public static ClusterModel Of(CalicoEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        lock (evidence)
        {
            return (ClusterModel)(evidence.Model ??= new ClusterModel(evidence));
        }
    }

    /// <summary>Names of all nodes, in the order people expect.</summary>
    public IReadOnlyList<string> NodeNames => [.. Nodes.Select(static n => n.Name)];

    /// <summary>Names of the nodes that the evidence was taken on.</summary>
    public IReadOnlyList<string> AskedNodes => evidence.Nodes;

    /// <summary>UDP ports that VXLAN has on the nodes.</summary>
    public IEnumerable<int> Ports => Nodes.Select(n => Settings(n.Name).Port).Where(static p => p is > 0 and < 65536).Distinct();

    /// <summary>Whether the pods could be listed.</summary>
    public bool HasPods => Objects.Pods is not null;

    /// <summary>Namespace, name and node of all pods.</summary>
    public IEnumerable<(string Namespace, string Name, string? Node)> PodNames => (Objects.Pods ?? []).Select(static p => (p.Namespace, p.Name, p.Node));

    /// <summary>Reads the tables of nodes, as many at once as there are processors.</summary>
    /// <param name="names">Which nodes.</param>
    /// <param name="read">Told after each node, on any thread.</param>
    /// <param name="cancellation">Stops between nodes.</param>
    public void ReadNodes(IEnumerable<string> names, Action<string>? read = null, CancellationToken cancellation = default) =>
        Parallel.ForEach(names, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, name =>
        {
            _ = Tables(name);
            read?.Invoke(name);
        });

    /// <summary>
    /// Does something with each node's tables and gives the answers in the nodes' order. Two nodes a processor are on the way, since one of them mostly waits
    /// for the disk. Tables that were not read before are not kept: memory does not grow with the number of nodes.
    /// </summary>
    internal IEnumerable<(ClusterNode Node, T Answer)> ForEachNode<T>(Func<ClusterNode, NodeTables, T> work, CancellationToken cancellation) => InOrder.Work(
        Nodes, Environment.ProcessorCount * 2, node => (node, work(node, tables.TryGetValue(node.Name, out Lazy<NodeTables>? kept) ? kept.Value : Read(node.Name, wholeOnly))), cancellation);

    /// <summary>A node's tables without those of which an entry had to be left out.</summary>
    internal NodeTables WholeTables(NodeTables tables) => tables.IsWhole ? tables : Read(tables.Answers.Node, wholeOnly: true);

    internal ClusterNode? Node(string? name) => name is null ? null : nodes.GetValueOrDefault(name);

    /// <summary>A node's kernel tables; empty ones where the node was not asked.</summary>
    internal NodeTables Tables(string node) => tables.GetOrAdd(node, static (name, self) => new Lazy<NodeTables>(() => self.Read(name, self.wholeOnly)), this).Value;

    /// <summary>Pods of a node, host-network and finished ones too.</summary>
    internal IReadOnlyList<PodObject> PodsOn(string node) => podsByNode.Value.TryGetValue(node, out List<PodObject>? found) ? found : [];

    internal FelixSettings Settings(string node) => settings.GetOrAdd(node, static (name, self) => FelixSettings.For(self.Objects, name, self.Node(name)?.Object?.Labels), this);

    /// <summary>The pod that has an address, host-network and finished ones left out.</summary>
    internal PodObject? PodWith(NetAddress address) => podsByAddress.Value.GetValueOrDefault(address);

    /// <summary>Whether a node's annotation has this address.</summary>
    internal bool IsNodeAddress(NetAddress address) => nodeAddresses.Value.Contains(address);

    /// <summary>Whether something was asked for: its file is there, readable or not, or an error says why it is not.</summary>
    /// <param name="scope"><see cref="EvidenceNames.ClusterScope"/>, or a node.</param>
    /// <param name="item">A plural, or a node's file.</param>
    internal bool IsAskedFor(string scope, string item) =>
        lacking.Value.Contains((scope, item)) || evidence.Files.Names.Contains(scope == EvidenceNames.ClusterScope ? EvidenceNames.OfCluster(item) : EvidenceNames.OfNode(scope, item));

    private NodeTables Read(string node, bool wholeOnly)
    {
        List<EvidenceError> found = [];
        NodeAnswers answers = asked.Contains(node) ? EvidenceReader.ReadNode(evidence, node, found, wholeOnly) : new NodeAnswers { Node = node };
        Report(found);
        return new NodeTables(answers, found.Count == 0 || wholeOnly);
    }

    // A node is read anew by each command that does not keep it.
    private void Report(List<EvidenceError> found)
    {
        lock (problems)
        {
            problems.AddRange(found.Where(known.Add));
        }
    }

    private static IEnumerable<string> Names(CalicoEvidence evidence, ClusterObjects objects) =>
        (objects.Nodes?.Select(static n => n.Name) ?? []).Concat(evidence.Nodes).Distinct(StringComparer.Ordinal);

    private static Dictionary<NetAddress, PodObject> Index(IReadOnlyList<PodObject>? pods)
    {
        Dictionary<NetAddress, PodObject> result = [];
        foreach (PodObject pod in pods ?? [])
        {
            if (!pod.IsHostNetwork && pod.Phase is not ("Succeeded" or "Failed"))
            {
                foreach (NetAddress address in pod.Addresses)
                {
                    result[address] = pod;
                }
            }
        }

        return result;
    }
}
