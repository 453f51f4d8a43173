using System.Globalization;
using CalicoVxlan.Common;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Peer;

/// <summary>All nodes are configured with one VNI and one port.</summary>
internal sealed class AgreementCheck : ClusterCheck
{
    public override string Id => "Peer.Agreement";

    public override string Title => "All nodes have the same VNI and port";

    public override string Reads => "FelixConfigurations; DaemonSet calico-node's env";

    public override string Why => "Calico validates neither; a node with others talks to nobody.";

    public override string Impact => "The nodes that differ can't exchange frames with the rest.";

    public override string Reference => "projectcalico/calico#10692; tigera/operator#3435";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (context.Model.Objects is { DaemonSets: null } or { FelixConfigurations: null })
        {
            yield return Unknown(Cluster, context.Model.Objects.FelixConfigurations is null ? "the FelixConfigurations" : "DaemonSet calico-node");
            yield break;
        }

        ClusterNode[] nodes = [.. context.Model.Nodes.Where(static n => !n.IsWindows)];
        IGrouping<(int Vni, int Port), ClusterNode>[] groups =
            [.. nodes.GroupBy(n => (context.Model.Settings(n.Name).Vni, context.Model.Settings(n.Name).Port)).OrderByDescending(static g => g.Count())];
        if (groups.Length <= 1)
        {
            yield return groups.Length == 0 ? Unknown(Cluster, "any node") : Pass(Cluster, Text(groups[0].Key), "FelixConfigurations");
            yield break;
        }

        foreach (ClusterNode odd in groups.Skip(1).SelectMany(static g => g))
        {
            FelixSettings settings = context.Model.Settings(odd.Name);
            yield return Fail(odd.Name, $"{odd.Name} is configured with {Text((settings.Vni, settings.Port))}, most nodes with {Text(groups[0].Key)}", new Finding
            {
                Expected = Text(groups[0].Key), Actual = Text((settings.Vni, settings.Port)), Evidence = settings.Vni != groups[0].Key.Vni ? settings.SourceOf("vxlanVNI", "FELIX_VXLANVNI") : settings.SourceOf("vxlanPort", "FELIX_VXLANPORT"), Remedy = $"Remove the fields from FelixConfiguration {ShellWord.Quote("node." + odd.Name)}.",
                Command = $"kubectl get felixconfiguration {ShellWord.Quote("node." + odd.Name)} -o yaml",
            });
        }
    }

    private static string Text((int Vni, int Port) of) => string.Create(CultureInfo.InvariantCulture, $"VNI {of.Vni}, port {of.Port}");
}
