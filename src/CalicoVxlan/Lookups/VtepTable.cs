using System.Globalization;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Lookups;

/// <summary>Every node's VTEP, found next to expected.</summary>
public static class VtepTable
{
    /// <summary>Rows of one node: one a device, IPv6 only where somebody expects or has it.</summary>
    public static IEnumerable<CalicoVtep> Of(ClusterModel model, string node)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Node(node) is not { } found)
        {
            yield break;
        }

        yield return Row(model, found, isIpv6: false);
        CalicoVtep six = Row(model, found, isIpv6: true);
        if (six.State is "Present" or "Missing" or "Stale")
        {
            yield return six;
        }
    }

    private static CalicoVtep Row(ClusterModel model, ClusterNode node, bool isIpv6)
    {
        NodeTables tables = model.Tables(node.Name);
        NodeFamily family = node.Family(isIpv6);
        VtepForecast forecast = VtepPrediction.For(model, node, isIpv6);
        LinkRecord? link = tables.Link(family.Device);
        ExpectedVtep? expected = forecast.Vtep;
        string state = !tables.HasLinks || (link is not null && forecast.Unknown is not null) ? "Unknown"
            : link is null ? (expected is null && !forecast.IsFault ? "Absent" : "Missing")
            : expected is null ? "Stale" : "Present";
        List<NetAddress> addresses = Addresses(tables, family);
        return new CalicoVtep
        {
            Node = node.Name,
            Interface = family.Device,
            State = state,
            Vni = link?.Vxlan is { External: false } ? link.Vxlan.Vni : null,
            ExpectedVni = expected?.Vni,
            Port = link?.Vxlan?.Port,
            ExpectedPort = expected?.Port,
            LocalAddress = link?.Vxlan?.Local?.ToString(),
            ExpectedLocalAddress = expected?.Local?.ToString() ?? (node.IsWindows ? family.Address?.Address.ToString() : null),
            Parent = link?.Vxlan?.Parent,
            ExpectedParent = expected?.Parent,
            Mac = link?.Mac.ToString(),
            ExpectedMac = expected?.Mac.ToString() ?? (node.IsWindows && family.IsUsable ? family.Mac.ToString() : null),
            TunnelAddress = addresses.Count > 0 ? string.Join(", ", addresses) : null,
            ExpectedTunnelAddress = expected?.TunnelAddress.ToString() ?? (node.IsWindows ? family.TunnelAddress?.ToString() : null),
            Mtu = link?.Mtu,
            ExpectedMtu = expected?.Mtu?.Bytes,
            Learning = link?.Vxlan?.Learning,
            Problem = Problem(state, node, family, forecast, link, addresses, tables),
        };
    }

    private static List<NetAddress> Addresses(NodeTables tables, NodeFamily family) =>
    [
        .. (tables.Answers.Addresses ?? []).Where(a => a.Interface == family.Device && a.Scope != "link" && a.Address.IsIpv4 != family.IsIpv6).Select(static a => a.Address.Address),
    ];

    private static string? Problem(
        string state, ClusterNode node, NodeFamily family, VtepForecast forecast, LinkRecord? link, List<NetAddress> addresses, NodeTables tables)
    {
        switch (state)
        {
            case "Unknown":
                return forecast.IsFault ? forecast.Reason : null;
            case "Absent":
                return null;
            case "Missing":
                return $"{family.Device} is missing: {forecast.Reason ?? "Felix did not make it"}";
            case "Stale":
                return $"{family.Device} is left over: {forecast.Reason}";
        }

        ExpectedVtep expected = forecast.Vtep!;
        VxlanAttributes? vxlan = link!.Vxlan;
        if (vxlan is null)
        {
            return $"{family.Device} is no vxlan device but {link.Kind ?? "a plain one"}";
        }

        List<string> found = [];
        void Compare(string what, string? actual, string? wanted, string from)
        {
            if (wanted is not null && actual != wanted)
            {
                found.Add($"{what} {actual ?? "none"}, expected {wanted}{from}");
            }
        }

        if (vxlan.External != expected.IsFlowBased)
        {
            found.Add(expected.IsFlowBased ? "has a VNI of its own, expected flow-based (external)" : "flow-based (external), expected a VNI of its own");
        }

        if (!link.IsUp)
        {
            found.Add("is down");
        }

        Compare("VNI", Text(vxlan.Vni), Text(expected.Vni), "");
        Compare("port", Text(vxlan.Port), Text(expected.Port), "");
        Compare("local", vxlan.Local?.ToString(), expected.Local?.ToString(), $" from annotation projectcalico.org/{family.AddressAnnotation}");
        Compare("parent", vxlan.Parent, expected.Parent, ", which owns the local address");
        Compare("MAC", link.Mac.ToString(), expected.Mac.ToString(), family.MacText is null ? $" from the name {SafeText.Clean(node.Name)}" : $" from annotation projectcalico.org/VXLANTunnelMACAddr{(family.IsIpv6 ? "V6" : "")}");
        Compare("MTU", Text(link.Mtu), Text(expected.Mtu?.Bytes), expected.Mtu is { } mtu ? $" ({mtu.Origin})" : "");
        if (tables.Answers.Addresses is not null && !(expected.IsFlowBased && addresses.Count == 0) && (addresses.Count != 1 || addresses[0] != expected.TunnelAddress))
        {
            found.Add($"tunnel address {(addresses.Count > 0 ? string.Join(", ", addresses) : "none")}, expected {expected.TunnelAddress} from annotation projectcalico.org/{family.TunnelAnnotation}");
        }

        if (tables.Answers.Addresses is not null && expected is { IsFlowBased: false, Parent: null })
        {
            found.Add($"no interface has {expected.Local} of annotation projectcalico.org/{family.AddressAnnotation}");
        }

        if (vxlan.Learning)
        {
            found.Add("learns from traffic, expected nolearning");
        }

        return found.Count == 0 ? null : string.Join("; ", found);
    }

    private static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
