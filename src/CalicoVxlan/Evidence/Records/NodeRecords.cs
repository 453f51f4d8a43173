using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Records;

/// <summary>A policy rule, from <c>ip -j rule show</c>.</summary>
/// <param name="Priority">Lower is asked first.</param>
/// <param name="Table">Name or number of the table.</param>
/// <param name="Mark">fwmark as text; null when the rule has none.</param>
/// <param name="IsForAll">It asks nothing of a packet: from all, and no interface, mark or protocol.</param>
internal sealed record RuleRecord(long Priority, string Table, string? Mark, bool IsForAll);

/// <summary>An interface inside a pod's namespace.</summary>
/// <param name="Namespace">Name of the namespace, as <c>ip netns</c> knows it.</param>
/// <param name="Link">The interface; its LinkIndex is the index of the host's end.</param>
/// <param name="Addresses">Its addresses.</param>
internal sealed record PodLinkRecord(string Namespace, LinkRecord Link, IReadOnlyList<Cidr> Addresses);

/// <summary>A pod sandbox, from <c>crictl inspectp</c>.</summary>
/// <param name="Id">The sandbox's id, 64 hexadecimal digits.</param>
/// <param name="Namespace">Kubernetes namespace of the pod.</param>
/// <param name="Pod">Name of the pod.</param>
/// <param name="IsReady">State SANDBOX_READY.</param>
/// <param name="ProcessId">The pause process; null when it is not said.</param>
/// <param name="NetworkNamespace">Path of its network namespace, such as <c>/var/run/netns/cni-…</c>; null when it is not said.</param>
/// <param name="Addresses">status.network's addresses.</param>
internal sealed record SandboxRecord(string Id, string? Namespace, string? Pod, bool IsReady, int? ProcessId, string? NetworkNamespace, IReadOnlyList<NetAddress> Addresses);

/// <summary>What a program that manages interfaces noted of one (/run/NetworkManager/devices, /run/systemd/netif/links), or that its notes are there.</summary>
/// <param name="Manager">NetworkManager, systemd-networkd, or none where the machine has neither.</param>
/// <param name="Interface">The interface; null for the program itself.</param>
/// <param name="State">NetworkManager: true or false; systemd-networkd: configured, unmanaged ...; null when it is not noted.</param>
/// <param name="Origin">Id of the connection, or path of the .network file; null when it is not noted.</param>
internal sealed record ManagerRecord(string Manager, string? Interface, string? State, string? Origin)
{
    public const string NetworkManager = "NetworkManager";

    public const string Networkd = "systemd-networkd";

    public const string None = "none";

    /// <summary>The program sets the interface's addresses and routes. Of networkd's states pending, initialized, unmanaged and linger are none of these
    /// (systemd, networkd-link.c); NetworkManager leaves the word out where a device is not its own (nm-manager.c).</summary>
    public bool IsManaging => Interface is not null && (Manager == NetworkManager ? State == "true" : State is "configuring" or "configured" or "failed");
}
