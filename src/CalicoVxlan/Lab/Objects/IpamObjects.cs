using System.Globalization;
using System.Text.Json.Nodes;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Lab.State;
using CalicoVxlan.Model;
using static CalicoVxlan.Lab.Objects.KubernetesJson;

namespace CalicoVxlan.Lab.Objects;

/// <summary>Pools, affinities and blocks (facts 3.2, 3.3).</summary>
internal sealed class IpamObjects(LabState state, DateTimeOffset created)
{
    public IEnumerable<JsonObject> Pools()
    {
        yield return Pool("default-ipv4-ippool", state.Plan.Pool, state.Plan.Options.BlockSize);
        if (state.Plan.Pool6 is { } pool6)
        {
            yield return Pool("default-ipv6-ippool", pool6, 122);
        }
    }

    public IEnumerable<JsonObject> Affinities() =>
        state.Nodes.SelectMany(n => BlocksOf(n).Select(b => Object(CalicoApi, "BlockAffinity", Metadata($"{n.Name}-{CalicoNames.BlockName(b)}", created), new JsonObject
        {
            ["cidr"] = b.ToString(),
            ["deleted"] = "false",
            ["node"] = n.Name,
            ["state"] = "confirmed",
            ["type"] = "host",
        })));

    public IEnumerable<JsonObject> Blocks() => state.Nodes.SelectMany(n => BlocksOf(n).Select(b => Block(n, b)));

    private static IEnumerable<Cidr> BlocksOf(NodeState node) => node.Plan.Block6 is { } block6 ? node.Blocks.Append(block6) : node.Blocks;

    private JsonObject Pool(string name, Cidr cidr, int blockSize)
    {
        // An operator's pools say whose they are; people are to change the Installation.
        JsonObject? labels = state.Plan.Options.Install == CalicoLabInstall.Operator ? new JsonObject { ["app.kubernetes.io/managed-by"] = "tigera-operator" } : null;
        string selector = cidr.IsIpv4 && state.NodesWithoutPool.Count > 0
            ? string.Join(" && ", state.NodesWithoutPool.Select(static n => $"kubernetes.io/hostname != '{n}'"))
            : "all()";
        return Object(CalicoApi, "IPPool", Metadata(name, created, null, null, labels), new JsonObject
        {
            ["allowedUses"] = Strings("Workload", "Tunnel"),
            ["blockSize"] = blockSize,
            ["cidr"] = cidr.ToString(),
            ["ipipMode"] = nameof(EncapsulationMode.Never),
            ["natOutgoing"] = cidr.IsIpv4,
            ["nodeSelector"] = selector,
            ["vxlanMode"] = state.Plan.Options.VxlanMode.ToString(),
        });
    }

    private JsonObject Block(NodeState node, Cidr block)
    {
        int size = 1 << (block.Width - block.Length);
        JsonNode?[] allocations = new JsonNode?[size];
        List<JsonObject> attributes = [];
        foreach ((NetAddress address, JsonObject attribute) in state.Nodes.SelectMany(Allocations).Where(a => block.Contains(a.Address)))
        {
            allocations[(int)(address.Low - block.Address.Low)] = attributes.Count;
            attributes.Add(attribute);
        }

        return Object(CalicoApi, "IPAMBlock", Metadata(CalicoNames.BlockName(block), created), new JsonObject
        {
            ["affinity"] = $"host:{node.Name}",
            ["allocations"] = Array(allocations),
            ["attributes"] = Array(attributes),
            ["cidr"] = block.ToString(),
            ["deleted"] = false,
            ["sequenceNumber"] = 1,
            ["strictAffinity"] = false,
            ["unallocated"] = Array(Enumerable.Range(0, size).Where(i => allocations[i] is null).Select(static i => (JsonNode)i)),
        });
    }

    private static IEnumerable<(NetAddress Address, JsonObject Attribute)> Allocations(NodeState node)
    {
        if (node is { TunnelOwner: TunnelOwner.Node, Tunnel: { } tunnel })
        {
            yield return (tunnel, Tunnel(node.Name, "vxlan-tunnel-addr", "vxlanTunnelAddress"));
        }

        if (node.Plan.Tunnel6 is { } tunnel6)
        {
            yield return (tunnel6, Tunnel(node.Name, "vxlan-v6-tunnel-addr", "vxlanV6TunnelAddress"));
        }

        if (node.IpipTunnel is { } ipip)
        {
            yield return (ipip, Tunnel(node.Name, "ipip-tunnel-addr", "ipipTunnelAddress"));
        }

        foreach (PlannedPod pod in node.Pods)
        {
            yield return (pod.Address, Pod(pod.ContainerId, pod.Namespace, pod.Name, node.Identity.Name));
            if (pod.Address6 is { } address6)
            {
                yield return (address6, Pod(pod.ContainerId, pod.Namespace, pod.Name, node.Identity.Name));
            }
        }

        if (node.LostTunnel is { } lost)
        {
            yield return (lost.Address, Tunnel(lost.Node, "vxlan-tunnel-addr", "vxlanTunnelAddress"));
        }

        foreach (LeakedAddress leaked in node.Leaked)
        {
            yield return (leaked.Address, Pod(leaked.ContainerId, leaked.Namespace, leaked.Pod, node.Name));
        }
    }

    private static JsonObject Tunnel(string node, string handle, string type) => new()
    {
        ["handle_id"] = string.Create(CultureInfo.InvariantCulture, $"{handle}-{node}"),
        ["secondary"] = new JsonObject { ["node"] = node, ["type"] = type },
    };

    private static JsonObject Pod(string containerId, string @namespace, string name, string node) => new()
    {
        ["handle_id"] = $"k8s-pod-network.{containerId}",
        ["secondary"] = new JsonObject { ["namespace"] = @namespace, ["node"] = node, ["pod"] = name },
    };
}
