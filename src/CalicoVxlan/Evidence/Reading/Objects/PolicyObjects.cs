using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Reading.Json;

namespace CalicoVxlan.Evidence.Reading.Objects;

/// <summary>Policies and sets of addresses: networking.k8s.io/v1, crd.projectcalico.org/v1 and projectcalico.org/v3.</summary>
internal static class PolicyObjects
{
    private const string CalicoGroup = "crd.projectcalico.org";

    // Calico's own API server shows Kubernetes' policies among its own under such names (libcalico-go/lib/backend/k8s/conversion).
    private const string KubernetesPrefix = "knp.default.";

    public static PolicyObject? Kubernetes(JsonElement item) =>
        Make(item, "NetworkPolicy", "networkpolicies.networking.k8s.io", [.. Peers(item, "ingress", "from"), .. Peers(item, "egress", "to")]);

    public static PolicyObject? Calico(JsonElement item) => item.Text("metadata", "name")?.StartsWith(KubernetesPrefix, StringComparison.Ordinal) == true ? null
        : Make(item, "Calico NetworkPolicy", "networkpolicies", Rules(item));

    public static PolicyObject? Global(JsonElement item) => Make(item, "GlobalNetworkPolicy", "globalnetworkpolicies", Rules(item));

    public static PolicyObject? Set(JsonElement item) => Make(item, "NetworkSet", "networksets", [.. List(item, "spec.nets", "spec", "nets")]);

    public static PolicyObject? GlobalSet(JsonElement item) => Make(item, "GlobalNetworkSet", "globalnetworksets", [.. List(item, "spec.nets", "spec", "nets")]);

    private static PolicyObject Make(JsonElement item, string kind, string resource, IReadOnlyList<PolicyList> lists)
    {
        bool isV3 = item.Text("apiVersion") == "projectcalico.org/v3";
        return new PolicyObject
        {
            Kind = kind,
            Resource = resource.Contains('.', StringComparison.Ordinal) ? resource : $"{resource}.{(isV3 ? "projectcalico.org" : CalicoGroup)}",
            Namespace = item.Text("metadata", "namespace") is { Length: > 0 } place ? place : null,
            Name = item.Text("metadata", "name") ?? "",
            Lists = lists,
        };
    }

    private static IEnumerable<PolicyList> Peers(JsonElement item, string direction, string side)
    {
        foreach ((int rule, JsonElement found) in item.List("spec", direction).Index())
        {
            string field = FormattableString.Invariant($"spec.{direction}[{rule}].{side}");
            PolicyNet[] nets = Nets(found.List(side).Select(static p => p.Text("ipBlock", "cidr")));
            if (nets.Length > 0)
            {
                yield return new PolicyList(field, ".ipBlock.cidr", nets);
            }

            foreach ((int peer, JsonElement other) in found.List(side).Index())
            {
                foreach (PolicyList except in List(other, FormattableString.Invariant($"{field}[{peer}].ipBlock.except"), "ipBlock", "except"))
                {
                    yield return except;
                }
            }
        }
    }

    private static PolicyList[] Rules(JsonElement item)
    {
        List<PolicyList> lists = [];
        foreach (string direction in (string[])["ingress", "egress"])
        {
            foreach ((int rule, JsonElement found) in item.List("spec", direction).Index())
            {
                foreach (string side in (string[])["source", "destination"])
                {
                    lists.AddRange(List(found, FormattableString.Invariant($"spec.{direction}[{rule}].{side}.nets"), side, "nets"));
                    lists.AddRange(List(found, FormattableString.Invariant($"spec.{direction}[{rule}].{side}.notNets"), side, "notNets"));
                }
            }
        }

        return [.. lists];
    }

    private static IEnumerable<PolicyList> List(JsonElement from, string field, string outer, string inner)
    {
        PolicyNet[] nets = Nets(from.List(outer, inner).Select(static n => JsonPath.Plain(n)));
        if (nets.Length > 0)
        {
            yield return new PolicyList(field, "", nets);
        }
    }

    private static PolicyNet[] Nets(IEnumerable<string?> texts) =>
        [.. texts.Index().Where(static t => Cidr.TryParse(t.Item, out _)).Select(static t => new PolicyNet(t.Index, Cidr.TryParse(t.Item, out Cidr cidr) ? cidr : default))];
}
