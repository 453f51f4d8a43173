using CalicoVxlan.Common;
using CalicoVxlan.Lab.Kernel;
using CalicoVxlan.Lab.Plan;

namespace CalicoVxlan.Lab.State;

/// <summary>A pod's own namespace as the CNI plugin leaves it (cni-plugin/pkg/dataplane/linux/dataplane_linux.go).</summary>
internal static class PodKernel
{
    public const string Device = "eth0";

    /// <summary>What pods have for an IPv4 gateway; the host answers for it.</summary>
    public const string Gateway = "169.254.1.1";

    /// <summary>The link-local address that ee:ee:ee:ee:ee:ee gives.</summary>
    public const string Gateway6 = "fe80::ecee:eeff:feee:eeee";

    public static NamespaceState Make(LabPlan plan, PlannedPod pod)
    {
        NamespaceState state = new(pod.NetworkNamespace, NamespaceKind.Pod);
        state.Links.Add(new LinkState { Name = "lo" });
        state.Links.Add(new LinkState { Name = Device, Mtu = plan.PodMtu });
        state.Addresses.Add(new AddressState(Device, $"{pod.Address}/32"));
        state.Routes.Add(new RouteState(Device, $"{Gateway} dev {Device} scope link"));
        state.Routes.Add(new RouteState(Device, $"0.0.0.0/0 via {Gateway} dev {Device}"));
        state.Sysctls[$"net/ipv6/conf/{Device}/accept_dad"] = "0";
        state.Sysctls["net/ipv4/ip_forward"] = "0";
        if (pod.Address6 is { } address6)
        {
            state.Addresses.Add(new AddressState(Device, $"{address6}/128"));
            state.Routes.Add(new RouteState(Device, $"::/0 via {Gateway6} dev {Device}"));
        }

        return state;
    }

    /// <summary>The host's end: its device, routes and sysctls.</summary>
    public static void AddHostEnd(LabPlan plan, NamespaceState host, PlannedPod pod)
    {
        host.Links.Add(new LinkState
        {
            Name = pod.Interface,
            Create = $"type veth peer name {Device} netns {pod.NetworkNamespace}",
            Index = pod.InterfaceIndex,
            Mtu = plan.PodMtu,
            Mac = MacAddress.CalicoHost.ToString(),
        });
        string metric = plan.Since(32) ? " metric 1024" : "";
        host.Routes.Add(new RouteState(pod.Interface, $"{pod.Address} dev {pod.Interface} scope link{metric}"));
        if (pod.Address6 is { } address6)
        {
            // IPv6 routes have metric 1024 always.
            host.Routes.Add(new RouteState(pod.Interface, $"{address6} dev {pod.Interface} metric 1024"));
        }

        string ip4 = $"net/ipv4/conf/{pod.Interface}/";
        string ip6 = $"net/ipv6/conf/{pod.Interface}/";
        host.Sysctls[ip4 + "route_localnet"] = "1";
        host.Sysctls[ip4 + "proxy_arp"] = "1";
        host.Sysctls[ip4 + "forwarding"] = "1";
        host.Sysctls[ip4 + "rp_filter"] = "0";
        host.Sysctls[$"net/ipv4/neigh/{pod.Interface}/proxy_delay"] = "0";
        host.Sysctls[ip6 + "disable_ipv6"] = "0";
        host.Sysctls[ip6 + "accept_dad"] = "0";
        host.Sysctls[ip6 + "accept_ra"] = "0";
        host.Sysctls[ip6 + "proxy_ndp"] = "1";
        host.Sysctls[ip6 + "forwarding"] = "1";
    }
}
