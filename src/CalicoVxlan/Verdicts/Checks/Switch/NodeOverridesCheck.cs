using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>Per-node FelixConfigurations that set VXLAN's own fields.</summary>
internal sealed class NodeOverridesCheck : ClusterCheck
{
    private static readonly string[] Fields = ["vxlanEnabled", "vxlanVNI", "vxlanPort", "vxlanMTU", "ipipEnabled"];

    public override string Id => "Switch.NodeOverrides";

    public override string Title => "No node has VXLAN settings of its own";

    public override string Reads => "FelixConfigurations node.*";

    public override string Why => "A VNI or port of one node is legal, not validated, and cuts that node off.";

    public override string Impact => "The node can't talk to the others where VNI or port differ.";

    public override string Reference => "projectcalico/calico#10692";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (context.Model.Objects.FelixConfigurations is not { } configurations)
        {
            yield return Unknown(Cluster, "the FelixConfigurations");
            yield break;
        }

        FelixConfigurationObject? shared = configurations.FirstOrDefault(static c => c.Name == "default");
        bool any = false;
        foreach (FelixConfigurationObject own in configurations.Where(static c => c.Name.StartsWith("node.", StringComparison.Ordinal)))
        {
            string[] set = [.. Fields.Where(f => own.Spec.TryGetValue(f, out string? value) && value != (shared?.Spec.GetValueOrDefault(f) ?? Default(context, f)))];
            if (set.Length > 0)
            {
                any = true;
                yield return Warn(own.Name["node.".Length..], $"FelixConfiguration {own.Name} sets {string.Join(", ", set.Select(f => $"{f} {own.Spec[f]}"))}", new Finding
                {
                    Impact = ImpactOf(set), Expected = "the same on all nodes", Actual = string.Join(", ", set.Select(f => $"{f} {own.Spec[f]}")), Evidence = $"FelixConfiguration {own.Name}",
                    Remedy = $"kubectl delete felixconfiguration {ShellWord.Quote(own.Name)}, or remove these fields.", Command = $"kubectl get felixconfiguration {ShellWord.Quote(own.Name)} -o yaml",
                });
            }
        }

        if (!any)
        {
            yield return Pass(Cluster, "none", "FelixConfigurations");
        }
    }

    // What holds where nobody sets it; the pools decide whether VXLAN and IPIP are on (felix/calc/encapsulation_resolver.go).
    private static string? Default(CheckContext context, string field) => field switch
    {
        "vxlanVNI" => "4096",
        "vxlanPort" => "4789",
        "vxlanMTU" => "0",
        "vxlanEnabled" => IsAny(context, static p => p.VxlanMode),
        "ipipEnabled" => IsAny(context, static p => p.IpipMode),
        _ => null,
    };

    private static string? IsAny(CheckContext context, Func<IpPoolObject, EncapsulationMode> mode) => context.Model.Objects.Pools is not { } pools ? null
        : pools.Any(p => p.Cidr is not { IsIpv4: false } && mode(p) != EncapsulationMode.Never) ? "true" : "false";

    private static string ImpactOf(string[] fields) =>
        fields.Any(static f => f is "vxlanVNI" or "vxlanPort") ? "The node can't talk to the others where VNI or port differ."
        : fields.Contains("vxlanMTU") ? "What fits this node's packets may not fit the others' cards, or the other way round."
        : "The node goes another way than the pools say.";
}
