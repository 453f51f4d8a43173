using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;

namespace CalicoVxlan.Prediction;

/// <summary>Which VXLAN device a node is to have, and with what attributes.</summary>
internal static class VtepPrediction
{
    /// <summary>
    /// Whether Felix has VXLAN on, and where that is decided. IPv4: vxlanEnabled where it is set, else any IPv4 pool with a vxlanMode,
    /// even a disabled one; IPv6: pools alone (felix/calc/encapsulation_resolver.go). Null when neither is known.
    /// </summary>
    public static (bool IsOn, string Source)? IsOn(ClusterModel model, string node, bool isIpv6)
    {
        FelixSettings settings = model.Settings(node);
        if (!isIpv6 && settings.VxlanEnabled is { } pinned)
        {
            return (pinned, settings.SourceOf("vxlanEnabled", "FELIX_VXLANENABLED"));
        }

        if (isIpv6 && !settings.Ipv6Support)
        {
            return (false, settings.SourceOf("ipv6Support", "FELIX_IPV6SUPPORT"));
        }

        IpPoolObject? pool = model.Objects.Pools?.FirstOrDefault(p => p.Cidr is { } cidr && cidr.IsIpv4 != isIpv6 && p.VxlanMode != EncapsulationMode.Never);
        return model.Objects.Pools is null ? null : pool is null ? (false, "no pool with a vxlanMode") : (true, $"IPPool {pool.Name} vxlanMode {pool.VxlanMode}");
    }

    public static VtepForecast For(ClusterModel model, ClusterNode node, bool isIpv6) => For(model, node, model.Tables(node.Name), isIpv6);

    public static VtepForecast For(ClusterModel model, ClusterNode node, NodeTables tables, bool isIpv6)
    {
        NodeFamily family = node.Family(isIpv6);
        if (node.IsWindows)
        {
            return new VtepForecast(null, "Windows: the network is HNS', not a vxlan device");
        }

        if (IsOn(model, node.Name, isIpv6) is not var (isOn, source))
        {
            return new VtepForecast(null, "the pools are not known", Unknown: "the IPPools");
        }

        if (!isOn)
        {
            return new VtepForecast(null, $"VXLAN is off ({source})");
        }

        FelixSettings settings = model.Settings(node.Name);
        bool flowBased = settings.IsBpf && model.Release.IsAtLeast(3, 31);
        if (isIpv6 && flowBased)
        {
            return new VtepForecast(null, "the flow-based vxlan.calico carries both families");
        }

        if (model.Objects.Nodes is null)
        {
            return new VtepForecast(null, "the nodes' annotations are not known", Unknown: "the nodes of the API");
        }

        return Missing(node, family) is { } reason
            ? new VtepForecast(null, reason, IsFault: true)
            : new VtepForecast(Device(tables, family, settings, flowBased));
    }

    private static string? Missing(ClusterNode node, NodeFamily family) =>
        node.Object is null ? "the API has no node of that name"
        : Unreadable(family.AddressAnnotation, family.AddressText, family.Address is not null) ?? Unreadable(family.TunnelAnnotation, family.TunnelAddressText, family.TunnelAddress is not null);

    private static string? Unreadable(string annotation, string? text, bool isRead) =>
        isRead ? null : text is null ? $"annotation projectcalico.org/{annotation} is missing" : $"annotation projectcalico.org/{annotation} can't be read: '{SafeText.Clean(text)}'";

    private static ExpectedVtep Device(NodeTables tables, NodeFamily family, FelixSettings settings, bool flowBased) => new()
    {
        Device = family.Device,
        Vni = flowBased || !settings.Knows("FELIX_VXLANVNI") ? null : settings.Vni,
        Port = settings.Knows("FELIX_VXLANPORT") ? settings.Port : null,
        Local = flowBased ? null : family.Address!.Value.Address,
        Parent = flowBased ? null : tables.InterfaceWith(family.Address!.Value.Address),
        Mac = family.Mac,
        TunnelAddress = family.TunnelAddress!.Value,
        Mtu = settings.IsBpf ? null : ExpectedMtu.OfTunnel(tables, settings, family.IsIpv6),
        IsFlowBased = flowBased,
    };
}
