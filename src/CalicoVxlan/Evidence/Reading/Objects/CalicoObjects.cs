using System.Globalization;
using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Reading.Json;

namespace CalicoVxlan.Evidence.Reading.Objects;

/// <summary>Objects of crd.projectcalico.org/v1, projectcalico.org/v3 and operator.tigera.io.</summary>
internal static class CalicoObjects
{
    public static IpPoolObject? Pool(JsonElement item)
    {
        if (item.Text("metadata", "name") is not { Length: > 0 } name)
        {
            return null;
        }

        Cidr cidr = Range(item);
        string[] uses = item.Texts("spec", "allowedUses");
        return new IpPoolObject
        {
            Name = name,
            Cidr = cidr,
            VxlanMode = Mode(item.Text("spec", "vxlanMode")),
            IpipMode = Mode(item.Text("spec", "ipipMode")),
            NatOutgoing = item.IsTrue("spec", "natOutgoing"),
            IsDisabled = item.IsTrue("spec", "disabled"),
            DisableBgpExport = item.IsTrue("spec", "disableBGPExport"),
            BlockSize = BlockSize(item, cidr),
            NodeSelector = item.Text("spec", "nodeSelector") is { Length: > 0 } selector ? selector : "all()",
            AllowedUses = uses.Length > 0 ? uses : ["Workload", "Tunnel"],
            IsBeingDeleted = item.At("metadata", "deletionTimestamp") is not null,
            ManagedBy = item.Text("metadata", "labels", "app.kubernetes.io/managed-by"),
        };
    }

    public static BlockAffinityObject? Affinity(JsonElement item) =>
        item.Text("metadata", "name") is not { Length: > 0 } name || item.IsTrue("spec", "deleted") ? null : new BlockAffinityObject
        {
            Name = name,
            Node = item.Text("spec", "node") ?? "",
            Cidr = Range(item),
            State = item.Text("spec", "state") ?? "",
            Type = item.Text("spec", "type") is { Length: > 0 } type ? type : "host",
        };

    public static IpamBlockObject? Block(JsonElement item)
    {
        if (item.Text("metadata", "name") is not { Length: > 0 } name || item.IsTrue("spec", "deleted"))
        {
            return null;
        }

        Cidr cidr = Range(item);
        Allocation[] attributes = [.. item.List("spec", "attributes").Select(Attribute)];
        List<Allocation> taken = [];
        ulong ordinal = 0;
        foreach (JsonElement index in item.List("spec", "allocations"))
        {
            if (index.ValueKind == JsonValueKind.Number && index.TryGetInt32(out int at))
            {
                // An index beyond the attributes is damage; the address is taken all the same.
                taken.Add((at >= 0 && at < attributes.Length ? attributes[at] : default) with { Address = cidr.Network.Address.Plus(ordinal) });
            }

            ordinal++;
        }

        string? affinity = item.Text("spec", "affinity");
        return new IpamBlockObject
        {
            Name = name,
            Cidr = cidr.Network,
            Node = affinity is not null && affinity.StartsWith("host:", StringComparison.Ordinal) ? affinity["host:".Length..] : null,
            Allocations = taken,
            Free = item.List("spec", "unallocated").Count(),
        };
    }

    public static FelixConfigurationObject? Felix(JsonElement item) => item.Text("metadata", "name") is not { Length: > 0 } name ? null : new FelixConfigurationObject
    {
        Name = name,
        Spec = CoreObjects.Strings(item.Members("spec")),
        ExternalNodes = item.Texts("spec", "externalNodesList"),
    };

    public static InstallationObject? Installation(JsonElement item) => item.Text("metadata", "name") is not { Length: > 0 } name ? null : new InstallationObject
    {
        Name = name,
        Bgp = item.Text("spec", "calicoNetwork", "bgp"),
        LinuxDataplane = item.Text("spec", "calicoNetwork", "linuxDataplane"),
        Mtu = item.Int("spec", "calicoNetwork", "mtu"),
        IpamType = item.Text("spec", "cni", "ipam", "type"),
        Pools = [.. item.List("spec", "calicoNetwork", "ipPools").Select(static p => new InstallationPool(p.Text("name"), p.Block("cidr"), p.Text("encapsulation")))],
    };

    public static BgpPeerObject? BgpPeer(JsonElement item) =>
        item.Text("metadata", "name") is not { Length: > 0 } name ? null : new BgpPeerObject(name, item.Text("spec", "node"), item.Text("spec", "peerIP"));

    private static Cidr Range(JsonElement item) => item.Block("spec", "cidr") ?? throw new BrokenFileException("spec.cidr is no block of addresses");

    private static int BlockSize(JsonElement item, Cidr? cidr)
    {
        int usual = cidr is { IsIpv4: false } ? 122 : 26;
        return item.At("spec", "blockSize") is null ? usual
            : item.Int("spec", "blockSize") is { } size && size >= 0 && size <= (cidr is { IsIpv4: false } ? 128 : 32) ? size
            : throw new BrokenFileException("spec.blockSize is no prefix length");
    }

    private static Allocation Attribute(JsonElement attribute) => new(
        default,
        attribute.Text("handle_id"),
        attribute.Text("secondary", "node"),
        attribute.Text("secondary", "type"),
        attribute.Text("secondary", "namespace"),
        attribute.Text("secondary", "pod"));

    private static EncapsulationMode Mode(string? text) => text?.ToUpper(CultureInfo.InvariantCulture) switch
    {
        "ALWAYS" => EncapsulationMode.Always,
        "CROSSSUBNET" => EncapsulationMode.CrossSubnet,
        _ => EncapsulationMode.Never,
    };
}
