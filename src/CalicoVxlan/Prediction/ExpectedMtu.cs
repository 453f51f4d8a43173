using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;

namespace CalicoVxlan.Prediction;

/// <summary>An MTU that Felix determines, and out of what (felix/dataplane/linux/int_dataplane.go).</summary>
/// <param name="Bytes">The MTU.</param>
/// <param name="Origin">For people: the setting, or the card and what the tunnel takes of it.</param>
internal readonly record struct ExpectedMtu(int Bytes, string Origin)
{
    private const int Ipip = 20;
    private const int Wireguard = 60;
    private const int Wireguard6 = 80;

    /// <summary>Bytes that VXLAN takes.</summary>
    public static int Overhead(bool isIpv6) => isIpv6 ? CalicoNames.Overhead6 : CalicoNames.Overhead;

    /// <summary>The VXLAN device's: as set, else the host's less the headers. Null when the host's is not known.</summary>
    public static ExpectedMtu? OfTunnel(NodeTables tables, FelixSettings settings, bool isIpv6) => isIpv6
        ? Of(tables, settings, "vxlanMTUV6", "FELIX_VXLANMTUV6", CalicoNames.Overhead6, "VXLAN over IPv6")
        : Of(tables, settings, "vxlanMTU", "FELIX_VXLANMTU", CalicoNames.Overhead, "VXLAN");

    /// <summary>Pods': the smallest of what is enabled. Null when the host's MTU or the pools are not known.</summary>
    public static ExpectedMtu? OfPods(ClusterModel model, string node, NodeTables tables)
    {
        FelixSettings settings = model.Settings(node);
        if (model.Objects.Pools is not { } pools || HostMtu.Of(tables, settings) is not { } host)
        {
            return null;
        }

        ExpectedMtu?[] enabled =
        [
            VtepPrediction.IsOn(model, node, isIpv6: false) is { IsOn: true } ? OfTunnel(tables, settings, isIpv6: false) : null,
            VtepPrediction.IsOn(model, node, isIpv6: true) is { IsOn: true } ? OfTunnel(tables, settings, isIpv6: true) : null,
            settings.IsWireguard ? Of(tables, settings, "wireguardMTU", "FELIX_WIREGUARDMTU", Wireguard, "WireGuard") : null,
            settings.IsWireguard6 ? Of(tables, settings, "wireguardMTUV6", "FELIX_WIREGUARDMTUV6", Wireguard6, "WireGuard over IPv6") : null,
            settings.IpipEnabled ?? pools.Any(static p => p.IpipMode != EncapsulationMode.Never) ? Of(tables, settings, "ipipMTU", "FELIX_IPINIPMTU", Ipip, "IP in IP") : null,
        ];
        ExpectedMtu[] found = [.. enabled.OfType<ExpectedMtu>()];
        return found.Length > 0 ? found.MinBy(static m => m.Bytes) : new ExpectedMtu(host.Mtu, Card(host));
    }

    /// <summary>Bytes and origin.</summary>
    public override string ToString() => $"{Bytes} ({Origin})";

    /// <summary>How another MTU compares, such as <c>100 bytes too large</c>.</summary>
    public string Beside(int found) => $"{Math.Abs(found - Bytes)} bytes too {(found > Bytes ? "large" : "small")}";

    private static ExpectedMtu? Of(NodeTables tables, FelixSettings settings, string field, string variable, int overhead, string what) =>
        settings.Mtu(field, variable) is > 0 and int given ? new ExpectedMtu(given, settings.SourceOf(field, variable))
        : HostMtu.Of(tables, settings) is { } host ? new ExpectedMtu(host.Mtu - overhead, $"{Card(host)} less {overhead} of {what}")
        : null;

    private static string Card((int Mtu, string? Interface) host) => host.Interface is null ? $"{host.Mtu}, since no interface matches mtuIfacePattern," : $"{host.Interface} {host.Mtu}";
}
