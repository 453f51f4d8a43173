using System.Collections.Concurrent;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lookups;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;
using CalicoVxlan.Verdicts.Checks.Known;

namespace CalicoVxlan.Verdicts;

/// <summary>What the checks of a run share. May be used by several threads. What was left out of a list would look absent: such lists are unknown here.</summary>
internal sealed class CheckContext
{
    private readonly Lazy<FormerTunnels> former;
    private readonly ConcurrentDictionary<ClusterCheck, Lazy<CheckResult[]>> results = new();

    public CheckContext(ClusterModel model, EncapsulationMode? demanded = null, WireSample? wire = null, ClusterModel? earlier = null)
    {
        model = model.Whole;
        Model = model;
        Demanded = demanded;
        Wire = wire;
        Earlier = earlier?.Whole;
        Peers = new PeerTable(model);
        former = new Lazy<FormerTunnels>(() => FormerTunnels.Of(model, earlier));
        VxlanPools = [.. (model.Objects.Pools ?? []).Where(static p => p.VxlanMode != EncapsulationMode.Never)];
        IsOperator = model.Objects.Installations is { Count: > 0 };
    }

    public ClusterModel Model { get; }

    /// <summary>The mode that is asked for; null when any VXLAN mode is right.</summary>
    public EncapsulationMode? Demanded { get; }

    public WireSample? Wire { get; }

    /// <summary>The same cluster some time before; null without it.</summary>
    public ClusterModel? Earlier { get; }

    public PeerTable Peers { get; }

    /// <summary>Tunnel addresses that nodes had before.</summary>
    public FormerTunnels Former => former.Value;

    /// <summary>What routes nodes are to have.</summary>
    public RoutePrediction Routes => Peers.Routes;

    public IReadOnlyList<IpPoolObject> VxlanPools { get; }

    /// <summary>Calico was installed by tigera/operator.</summary>
    public bool IsOperator { get; }

    public DaemonSetObject? DaemonSet => Model.Objects.DaemonSets is { Count: > 0 } sets ? sets[0] : null;

    public CalicoConfigObject? Config => Model.Objects.ConfigMaps is { Count: > 0 } maps ? maps[0] : null;

    public NodeContext Of(ClusterNode node, NodeTables tables) => new(this, node, tables);

    /// <summary>How a check came out, asked once.</summary>
    public IReadOnlyList<CheckResult> ResultsOf(ClusterCheck check) =>
        results.GetOrAdd(check, static (check, self) => new Lazy<CheckResult[]>(() => check.Safely(() => check.Judge(self), "cluster")), this).Value;
}

/// <summary>One node, ready to be checked. Used by one thread.</summary>
internal sealed class NodeContext
{
    private readonly Lazy<VtepForecast> forecast;
    private readonly Lazy<VtepForecast> forecast6;
    private readonly Lazy<CalicoVtepPeer[]> peers;
    private readonly Lazy<Dictionary<string, string?>> facts;
    private readonly Dictionary<NodeCheck, CheckResult[]> results = [];

    public NodeContext(CheckContext cluster, ClusterNode node, NodeTables tables)
    {
        Cluster = cluster;
        Node = node;
        Tables = tables;
        Settings = cluster.Model.Settings(node.Name);
        forecast = new Lazy<VtepForecast>(() => VtepPrediction.For(cluster.Model, node, tables, isIpv6: false));
        forecast6 = new Lazy<VtepForecast>(() => VtepPrediction.For(cluster.Model, node, tables, isIpv6: true));
        peers = new Lazy<CalicoVtepPeer[]>(() => [.. cluster.Peers.Of(node, tables)]);
        facts = new Lazy<Dictionary<string, string?>>(() => KnownFacts.Of(this));
    }

    public CheckContext Cluster { get; }

    public ClusterModel Model => Cluster.Model;

    public ClusterNode Node { get; }

    public string Name => Node.Name;

    public NodeTables Tables { get; }

    public FelixSettings Settings { get; }

    public IReadOnlyList<CalicoVtepPeer> Peers => peers.Value;

    /// <summary>The facts that conditions of known issues name.</summary>
    public IReadOnlyDictionary<string, string?> Facts => facts.Value;

    /// <summary>How a check came out on this node, or on the cluster; asked once.</summary>
    public IReadOnlyList<CheckResult> ResultsOf(Check check)
    {
        if (check is not NodeCheck own)
        {
            return check is ClusterCheck shared ? Cluster.ResultsOf(shared) : [];
        }

        if (!results.TryGetValue(own, out CheckResult[]? found))
        {
            results[own] = found = own.Safely(() => own.Judge(this), Name);
        }

        return found;
    }

    public VtepForecast Forecast(bool isIpv6) => (isIpv6 ? forecast6 : forecast).Value;

    /// <summary>Why nothing can be on the node's VXLAN device: it is missing or down; null when it can, or the links are not known.</summary>
    public string? DeviceFault =>
        !Tables.HasLinks || Forecast(isIpv6: false).Vtep is null ? null
        : Tables.Link(Node.V4.Device) is not { } link ? $"{Node.V4.Device} is missing"
        : link.IsUp ? null : $"{Node.V4.Device} is down";

    /// <summary>The families of which the node is to have a VTEP, or can't have the one it is to have.</summary>
    public IEnumerable<(NodeFamily Family, VtepForecast Forecast)> Families()
    {
        foreach (bool isIpv6 in (bool[])[false, true])
        {
            VtepForecast found = Forecast(isIpv6);
            if (found.Vtep is not null || found.IsFault)
            {
                yield return (Node.Family(isIpv6), found);
            }
        }
    }
}
