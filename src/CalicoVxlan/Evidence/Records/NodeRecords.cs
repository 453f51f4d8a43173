using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Records;

/// <summary>A policy rule, from <c>ip -j rule show</c>.</summary>
/// <param name="Priority">Lower is asked first.</param>
/// <param name="Table">Name or number of the table.</param>
/// <param name="Mark">fwmark as text; null when the rule has none.</param>
internal sealed record RuleRecord(long Priority, string Table, string? Mark);

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
