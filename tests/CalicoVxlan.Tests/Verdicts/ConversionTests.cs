using System.Security.Cryptography;
using CalicoVxlan.Evidence;
using CalicoVxlan.Lab;
using CalicoVxlan.Model;
using CalicoVxlan.Tests.Lab;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>
/// A cluster that was switched from IPIP by hand, as an admin's guide says: pool, environment, backend and probes. Each step left out is
/// named by the check that belongs to it, and by no other.
/// </summary>
public sealed class ConversionTests : IDisposable
{
    private readonly LabUnderTest lab = new(new CalicoLabOptions { Name = "c" + RandomNumberGenerator.GetHexString(5, lowercase: true), NodeCount = 2, PodsPerNode = 1 });

    private CalicoEvidence? healthy;

    [Fact]
    public void Each_step_that_is_left_out_is_named_alone()
    {
        // Converted by hand: IPIP Never, VXLAN Always, in the environment too (the lab's manifest says CrossSubnet).
        Action<ChangedObjects> converted = static o => o.Environment(("CALICO_IPV4POOL_IPIP", "Never"), ("CALICO_IPV4POOL_VXLAN", "Always"));
        Assert.Empty(Judge(converted));
        Assert.Equal(["Switch.Backend"], Judge(converted, static o => o.ConfigMap["data"]!["calico_backend"] = "bird"));
        Assert.Equal(["Switch.PoolEnvironment"], Judge(converted, static o => o.Environment(("CALICO_IPV4POOL_IPIP", "Always"), ("CALICO_IPV4POOL_VXLAN", "Never"))));
        Assert.Equal(["Switch.Probes"], Judge(converted, static o => o.Container["readinessProbe"]!["exec"]!["command"]!.AsArray().Add("-bird-ready")));
        Assert.Equal(["Switch.VxlanEnabled"], Judge(converted, static o => o.Felix["spec"]!["vxlanEnabled"] = false).Take(1));
        Assert.Equal(["Switch.IpipEnabled"], Judge(converted, static o => o.Felix["spec"]!["ipipEnabled"] = true).Where(static i => i.StartsWith("Switch", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_pool_with_both_modes_or_the_old_one_fails()
    {
        Assert.Contains("Switch.PoolMode", Judge(static o => o.Pool["spec"]!["ipipMode"] = "Always"));
        Assert.Contains("Switch.PoolMode", Judge(static o => (o.Pool["spec"]!["ipipMode"], o.Pool["spec"]!["vxlanMode"]) = ("Always", "Never")));
    }

    // The last step: everything else was done, so that Felix has no VXLAN and BIRD is gone.
    [Fact]
    public void A_pool_that_is_still_IPIP_is_named_alone_and_hides_no_other_step()
    {
        static void Left(ChangedObjects o) => (o.Pool["spec"]!["ipipMode"], o.Pool["spec"]!["vxlanMode"]) = ("Always", "Never");
        static void Converted(ChangedObjects o) => o.Environment(("CALICO_IPV4POOL_IPIP", "Never"), ("CALICO_IPV4POOL_VXLAN", "Always"));
        static string[] Switch(string[] ids) => [.. ids.Where(static i => i.StartsWith("Switch", StringComparison.Ordinal))];

        Assert.Equal(["Switch.PoolMode"], Switch(Judge(Converted, Left)));
        Assert.Equal(["Switch.PoolMode", "Switch.PoolEnvironment"], Switch(Judge(Left, static o => o.Environment(("CALICO_IPV4POOL_IPIP", "Always"), ("CALICO_IPV4POOL_VXLAN", "Never")))));
    }

    // Others write snapshots too, in the layout's first form: it has no firewall and no policies.
    [Fact]
    public void A_snapshot_of_the_first_form_can_pass()
    {
        string[] later = ["podlinks.txt", "sandboxes.json", EvidenceNames.Firewall, "managers.txt", "modules.txt", "services", "servicecidrs", "networkpolicies", "caliconetworkpolicies", "globalnetworkpolicies", "networksets", "globalnetworksets"];
        CheckResult[] results = Run(_ => { }, name => later.Any(l => name.EndsWith("/" + l, StringComparison.Ordinal) || name.EndsWith("/" + l + ".json", StringComparison.Ordinal)));

        Assert.True(ModeTest.IsPassed(results), string.Join(Environment.NewLine, results.Where(static r => r.Status is not (CheckStatus.Pass or CheckStatus.NotApplicable))));
        CheckResult[] unknown = [.. results.Where(static r => r.Status == CheckStatus.Inconclusive)];
        Assert.All(unknown, static r => Assert.Equal("Host.Firewall", r.Id));
        Assert.Equal(2, unknown.Length);

        // What was asked for and could not be had keeps the verdict open.
        CheckResult[] refused = Run(_ => { }, static name => name == "nodes/node1/firewall.txt", new EvidenceError("node1", EvidenceNames.Firewall, "nft: not found"));
        Assert.False(ModeTest.IsPassed(refused));
    }

    [Fact]
    public void Nothing_judged_is_no_pass()
    {
        Assert.False(ModeTest.IsPassed([]));
        Assert.False(ModeTest.IsPassed(ChangedSample.JudgeAll().Where(static r => r.Category == "Wire")));
        Assert.True(ModeTest.IsPassed(ChangedSample.JudgeAll()));
    }

    [Fact]
    public void What_the_evidence_does_not_hold_is_never_a_pass()
    {
        CheckResult[] whole = Run(_ => { }, null);
        foreach (string file in EvidenceNames.Cluster.Select(EvidenceNames.OfCluster).Concat(EvidenceNames.Node.Select(static f => EvidenceNames.OfNode("node1", f))))
        {
            CheckResult[] without = Run(_ => { }, name => name == file);
            foreach (CheckResult now in without.Where(static r => r.Status is CheckStatus.Fail or CheckStatus.Warning))
            {
                Assert.Fail($"without {file}: {now}");
            }

            // A check that reads nothing any more does not say more than before.
            Assert.True(without.Count(static r => r.Status == CheckStatus.Pass) <= whole.Count(static r => r.Status == CheckStatus.Pass), file);
        }
    }

    [Fact]
    public void Pairs_of_faults_do_not_hide_each_other()
    {
        string[] faults = ["MissingFdbEntry", "MissingNeighbour", "VniMismatch", "MissingBlockRoute", "PeerNotAllowed", "PodMtuTooLarge", "NoDefaultRoute", "StaleProbes", "NodeVniOverride", "TunnelAddressNotAllocated"];
        Dictionary<string, string[]> alone = faults.ToDictionary(static f => f, f => Named(f));
        for (int i = 0; i < faults.Length; i++)
        {
            for (int j = i + 1; j < faults.Length; j++)
            {
                // A pair that means the same device attribute is one fault.
                if ((faults[i], faults[j]) is ("VniMismatch", "NodeVniOverride"))
                {
                    continue;
                }

                string[] both = Named(faults[i], faults[j]);
                Assert.True(alone[faults[i]].Union(alone[faults[j]]).All(both.Contains), $"{faults[i]} and {faults[j]}: {string.Join(", ", both)}");
            }
        }
    }

    public void Dispose() => lab.Dispose();

    private string[] Named(params string[] faults)
    {
        foreach (string fault in faults)
        {
            CalicoLabFaultInfo info = CalicoLab.AllFaults.First(f => f.Name == fault);
            lab.Lab = lab.Lab.SetFault(fault, info.Scope == LabFaultScope.Cluster ? null : "node2", info.Scope == LabFaultScope.NodeAndPeers ? "node1" : null);
        }

        string[] named = [.. lab.Judge().Where(static r => r.Status is CheckStatus.Fail or CheckStatus.Warning).Select(static r => r.Id).Distinct()];
        lab.Lab = lab.Lab.ClearFault();
        return named;
    }

    private string[] Judge(params Action<ChangedObjects>[] changes) =>
        [.. Run(o => Array.ForEach(changes, c => c(o)), null).Where(static r => r.Status is not (CheckStatus.Pass or CheckStatus.NotApplicable)).Select(static r => r.Id).Distinct()];

    private CheckResult[] Run(Action<ChangedObjects> change, Predicate<string>? without, params EvidenceError[] errors)
    {
        CalicoEvidence taken = healthy ??= LabEvidence.Take(lab.Lab);
        ChangedObjects objects = new(taken);
        change(objects);
        CheckContext context = new(ClusterModel.Of(objects.ToEvidence(without, errors)));
        return [.. new CheckRun(context, CheckCatalog.All).Judge(cancellation: TestContext.Current.CancellationToken)];
    }
}
