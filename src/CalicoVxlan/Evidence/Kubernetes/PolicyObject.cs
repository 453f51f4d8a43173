using System.Globalization;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Kubernetes;

/// <summary>A NetworkPolicy, GlobalNetworkPolicy, NetworkSet or GlobalNetworkSet: the addresses that it names, and nothing else of it.</summary>
internal sealed record PolicyObject
{
    /// <summary>For people: its kind, with <c>Calico</c> before it where Kubernetes has the same.</summary>
    public required string Kind { get; init; }

    /// <summary>For kubectl: plural and group, such as <c>globalnetworksets.crd.projectcalico.org</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>Null for a kind without namespaces.</summary>
    public string? Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>Its lists that name any address.</summary>
    public IReadOnlyList<PolicyList> Lists { get; init; } = [];

    /// <summary>Kind, namespace and name.</summary>
    public override string ToString() => Namespace is null ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}

/// <summary>One list of a policy or set.</summary>
/// <param name="Field">Where it is, such as <c>spec.ingress[0].source.nets</c>.</param>
/// <param name="Tail">What of an element is the address, such as <c>.ipBlock.cidr</c>; empty where it is the element.</param>
/// <param name="Nets">What it names; what can't be read is left out.</param>
internal sealed record PolicyList(string Field, string Tail, IReadOnlyList<PolicyNet> Nets)
{
    /// <summary>The field of one of its addresses.</summary>
    public string FieldOf(PolicyNet net) => string.Create(CultureInfo.InvariantCulture, $"{Field}[{net.Index}]{Tail}");
}

/// <summary>An address or block of addresses in a list.</summary>
/// <param name="Index">Its place in the list, from 0.</param>
/// <param name="Cidr">The block; a single address has its whole length.</param>
internal readonly record struct PolicyNet(int Index, Cidr Cidr);
