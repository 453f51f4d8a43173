using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lookups;

/// <summary>
/// The four ways to find a pod's host interface, each without the others: what two of them say alike is proven. A way that the
/// evidence doesn't allow says nothing.
/// </summary>
internal sealed class VethProof
{
    private readonly NodeTables tables;
    private readonly PodObject pod;
    private readonly List<(string Way, string Interface)> found = [];
    private readonly List<string> problems = [];

    public VethProof(NodeTables tables, PodObject pod, string computedName)
    {
        this.tables = tables;
        this.pod = pod;
        ComputedName = computedName;
        if (tables.HasLinks)
        {
            ByName();
            ByRoute();
            ByPeerIndex();
            ByRuntime();
            Compare();
        }
    }

    public string ComputedName { get; }

    /// <summary>What most ways say; null when none says anything.</summary>
    public LinkRecord? Host { get; private set; }

    public PodLinkRecord? Inside { get; private set; }

    public SandboxRecord? Sandbox { get; private set; }

    public IReadOnlyList<string> Agreeing { get; private set; } = [];

    public IReadOnlyList<string> Problems => problems;

    private void ByName()
    {
        if (tables.Link(ComputedName) is not null)
        {
            found.Add(("NameHash", ComputedName));
        }
        else
        {
            problems.Add($"{ComputedName}, the name computed from namespace and pod, is not on the node");
        }
    }

    private void ByRoute()
    {
        HashSet<string> devices = [];
        foreach (NetAddress address in pod.Addresses)
        {
            if (!tables.HasRoutes(!address.IsIpv4))
            {
                continue;
            }

            if (tables.TryGetRoute(new Cidr(address, address.IsIpv4 ? 32 : 128), out RouteRecord route) && route is { Type: RouteType.Unicast, Device: { } device })
            {
                devices.Add(device);
            }
            else
            {
                problems.Add($"the node has no route to {address}");
            }
        }

        found.AddRange(devices.Select(static d => ("Route", d)));
    }

    // Inside the pod's namespace: the end that has the pod's address; its peer's index is the host's end.
    private void ByPeerIndex()
    {
        foreach (PodLinkRecord inside in tables.Answers.PodLinks ?? [])
        {
            if (inside.Addresses.Any(a => pod.Addresses.Contains(a.Address)) && PeerOf(inside) is { } host && host.LinkIndex == inside.Link.Index)
            {
                Inside = inside;
                found.Add(("PeerIndex", host.Name));
            }
        }
    }

    private void ByRuntime()
    {
        Sandbox = tables.Answers.Sandboxes?.Where(s => s.Namespace == pod.Namespace && s.Pod == pod.Name).OrderByDescending(static s => s.IsReady).FirstOrDefault();
        if (Sandbox?.NetworkNamespace is not { } path)
        {
            return;
        }

        string name = path[(path.LastIndexOf('/') + 1)..];
        if (tables.Answers.PodLinks?.FirstOrDefault(l => l.Namespace == name && l.Link.IsPair) is { } inside && PeerOf(inside) is { } host)
        {
            Inside ??= inside;
            found.Add(("ContainerRuntime", host.Name));
        }
        else if (tables.Answers.Namespaces is { } namespaces && ByNamespace(namespaces, name) is { } link)
        {
            // The namespace can't be looked into, but the host's end says by number where its peer is.
            found.Add(("ContainerRuntime", link.Name));
        }
    }

    private LinkRecord? ByNamespace(IReadOnlyDictionary<int, string> namespaces, string name) =>
        tables.Answers.Links!.FirstOrDefault(l => l is { IsPair: true, LinkNetnsId: { } id } && namespaces.GetValueOrDefault(id) == name);

    // Two namespaces may use the same index; the number of the namespace tells them apart where it is known.
    private LinkRecord? PeerOf(PodLinkRecord inside) => tables.Answers.Links!.FirstOrDefault(l =>
        l.Index == inside.Link.LinkIndex && l.IsPair
        && (l.LinkNetnsId is not { } id || tables.Answers.Namespaces?.GetValueOrDefault(id) is not { } name || name == inside.Namespace));

    private void Compare()
    {
        string? chosen = found.GroupBy(static f => f.Interface).OrderByDescending(static g => g.Count()).ThenByDescending(static g => g.Any(static f => f.Way == "Route"))
            .Select(static g => g.Key).FirstOrDefault();
        if (chosen is null)
        {
            return;
        }

        Host = tables.Link(chosen);
        Agreeing = [.. found.Where(f => f.Interface == chosen).Select(static f => f.Way).Distinct()];
        foreach ((string way, string other) in found.Where(f => f.Interface != chosen))
        {
            problems.Add($"{way} says {other}, {string.Join(" and ", Agreeing)} {(Agreeing.Count == 1 ? "says" : "say")} {chosen}");
        }

        if (Sandbox is { Addresses.Count: > 0 } sandbox && !sandbox.Addresses.Any(pod.Addresses.Contains) && pod.Addresses.Count > 0)
        {
            problems.Add($"the runtime's address is {string.Join(", ", sandbox.Addresses)}, the API's {string.Join(", ", pod.Addresses)}");
        }

        if (Host is { IsUp: false })
        {
            problems.Add($"{Host.Name} is down");
        }
    }
}
