using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Mtu;

/// <summary>The MTU that pods of a node are to have: the smallest of what is enabled (felix int_dataplane.go).</summary>
internal static class PodMtu
{
    private const int Wireguard = 60;
    private const int Ipip = 20;

    /// <summary>Bytes; null when the host's MTU or the pools are not known.</summary>
    public static int? Of(NodeContext node)
    {
        FelixSettings settings = node.Settings;
        if (node.Model.Objects.Pools is null || HostMtu.Of(node.Tables, settings) is not { } host)
        {
            return null;
        }

        List<int> all = [];
        if (VtepPrediction.IsOn(node.Model, node.Name, isIpv6: false) is { IsOn: true })
        {
            all.Add(settings.VxlanMtu > 0 ? settings.VxlanMtu : host.Mtu - CalicoNames.Overhead);
        }

        if (VtepPrediction.IsOn(node.Model, node.Name, isIpv6: true) is { IsOn: true })
        {
            all.Add(settings.VxlanMtu6 > 0 ? settings.VxlanMtu6 : host.Mtu - CalicoNames.Overhead6);
        }

        if (settings.IsWireguard)
        {
            all.Add(host.Mtu - Wireguard);
        }

        if (settings.IpipEnabled ?? node.Model.Objects.Pools?.Any(static p => p.IpipMode != EncapsulationMode.Never) == true)
        {
            all.Add(host.Mtu - Ipip);
        }

        return all.Count == 0 ? host.Mtu : all.Min();
    }
}
