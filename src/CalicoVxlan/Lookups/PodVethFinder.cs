using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lookups;

/// <summary>Finds pods' host interfaces, and whose an interface is.</summary>
public static class PodVethFinder
{
    /// <summary>Rows that match, pods in the API's order, then interfaces that belong to no pod.</summary>
    public static IEnumerable<PodVeth> Find(ClusterModel model, PodVethQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(query);
        return Pods(model, query, cancellation).Concat(Orphans(model, query, cancellation));
    }

    private static IEnumerable<PodVeth> Pods(ClusterModel model, PodVethQuery query, CancellationToken cancellation)
    {
        HashSet<MacAddress>? macs = Macs(query);
        foreach (PodObject pod in model.Objects.Pods ?? [])
        {
            cancellation.ThrowIfCancellationRequested();
            if (query.Name?.Invoke(pod.Name) == false || query.Namespace?.Invoke(pod.Namespace) == false || query.Node?.Invoke(pod.Node ?? "") == false
                || (query.Address is { } ranges && !pod.Addresses.Any(a => ranges.Any(r => r.Contains(a)))))
            {
                continue;
            }

            // Computed names are cheap; a node's tables are not, where one name is asked for.
            bool byInterface = query.Interface is not null || macs is not null;
            if (byInterface && (pod.IsHostNetwork || pod.Node is null))
            {
                continue;
            }

            PodVeth row = Row(model, pod);
            if ((query.Interface is null || (row.Interface is { } name && query.Interface(name)))
                && (macs is null || (MacAddress.TryParse(row.PodMac, out MacAddress mac) && macs.Contains(mac))))
            {
                yield return row;
            }
        }
    }

    private static PodVeth Row(ClusterModel model, PodObject pod)
    {
        string[] addresses = [.. pod.Addresses.Select(static a => a.ToString())];
        if (WhyNone(pod) is { } reason)
        {
            return new PodVeth { Namespace = pod.Namespace, Pod = pod.Name, Node = pod.Node, PodAddress = pod.IsHostNetwork ? addresses : [], Problem = reason };
        }

        string name = CalicoNames.Veth(pod.Namespace, pod.Name, model.Settings(pod.Node!).InterfacePrefix);
        ClusterNode? node = model.Node(pod.Node);
        NodeTables tables = model.Tables(pod.Node!);
        if (!tables.HasLinks)
        {
            string why = node?.IsWindows == true ? "a Windows node has no veth" : $"the interfaces of {pod.Node} are not in the evidence; {name} is computed from the name alone";
            return new PodVeth
            {
                Namespace = pod.Namespace, Pod = pod.Name, Node = pod.Node, PodAddress = addresses, ContainerId = pod.ContainerId,
                Interface = node?.IsWindows == true ? null : name, Problem = why,
            };
        }

        VethProof proof = new(tables, pod, name);
        return new PodVeth
        {
            Namespace = pod.Namespace,
            Pod = pod.Name,
            Node = pod.Node,
            PodAddress = addresses,
            Interface = proof.Host?.Name,
            InterfaceIndex = proof.Host?.Index,
            InterfaceMac = proof.Host?.Mac.ToString(),
            PodInterface = proof.Inside?.Link.Name,
            PodInterfaceIndex = proof.Inside?.Link.Index ?? (proof.Host is { LinkIndex: > 0 } host ? host.LinkIndex : null),
            PodMac = PodMac(tables, pod, proof),
            Mtu = proof.Host?.Mtu,
            NetworkNamespace = proof.Inside?.Namespace ?? (proof.Host?.LinkNetnsId is { } id ? tables.Answers.Namespaces?.GetValueOrDefault(id) : null),
            ContainerId = proof.Sandbox?.Id ?? pod.ContainerId,
            ProcessId = proof.Sandbox?.ProcessId,
            Proof = proof.Agreeing,
            Confirmed = proof.Agreeing.Count >= 2 && proof.Problems.Count == 0,
            Problem = proof.Problems.Count == 0 ? null : string.Join("; ", proof.Problems),
        };
    }

    private static string? WhyNone(PodObject pod) =>
        pod.Node is null ? "not scheduled: it has no node yet"
        : pod.IsHostNetwork ? "host network: it uses the node's own interfaces"
        : pod.Phase is "Succeeded" or "Failed" ? $"finished ({pod.Phase}): its interface is gone"
        : pod.Phase == "Pending" && pod.Addresses.Count == 0 ? "pending: it has no address yet"
        : null;

    private static string? PodMac(NodeTables tables, PodObject pod, VethProof proof)
    {
        if (proof.Inside is { } inside)
        {
            return inside.Link.Mac.ToString();
        }

        foreach (NetAddress address in pod.Addresses)
        {
            if (proof.Host is { } host && tables.TryGetNeighbour(host.Name, address, out NeighbourRecord neighbour) && !neighbour.Mac.IsZero)
            {
                return neighbour.Mac.ToString();
            }
        }

        return null;
    }

    // Interfaces that Calico made for a pod that the API no longer has.
    private static IEnumerable<PodVeth> Orphans(ClusterModel model, PodVethQuery query, CancellationToken cancellation)
    {
        if (query.Name is not null || query.Namespace is not null || query.Address is not null || query.MacAddress is not null || model.Objects.Pods is not { } pods)
        {
            yield break;
        }

        Dictionary<string, HashSet<string>> expected = new(StringComparer.Ordinal);
        foreach (PodObject pod in pods)
        {
            if (pod is { Node: { } node, IsHostNetwork: false })
            {
                if (!expected.TryGetValue(node, out HashSet<string>? names))
                {
                    expected[node] = names = new HashSet<string>(StringComparer.Ordinal);
                }

                names.Add(CalicoNames.Veth(pod.Namespace, pod.Name, model.Settings(node).InterfacePrefix));
            }
        }

        foreach (ClusterNode node in model.Nodes)
        {
            cancellation.ThrowIfCancellationRequested();
            if (query.Node?.Invoke(node.Name) == false)
            {
                continue;
            }

            string prefix = model.Settings(node.Name).InterfacePrefix;
            foreach (LinkRecord link in model.Tables(node.Name).Answers.Links ?? [])
            {
                if (link.IsPair && link.Name.StartsWith(prefix, StringComparison.Ordinal)
                    && !(expected.TryGetValue(node.Name, out HashSet<string>? names) && names.Contains(link.Name)) && query.Interface?.Invoke(link.Name) != false)
                {
                    yield return new PodVeth
                    {
                        Node = node.Name, Interface = link.Name, InterfaceIndex = link.Index, InterfaceMac = link.Mac.ToString(), Mtu = link.Mtu,
                        PodInterfaceIndex = link.LinkIndex > 0 ? link.LinkIndex : null, Problem = "no pod of the API has this interface",
                    };
                }
            }
        }
    }

    private static HashSet<MacAddress>? Macs(PodVethQuery query) =>
        query.MacAddress is null ? null : [.. query.MacAddress.Where(static m => MacAddress.TryParse(m, out _)).Select(static m => MacAddress.TryParse(m, out MacAddress mac) ? mac : default)];
}
