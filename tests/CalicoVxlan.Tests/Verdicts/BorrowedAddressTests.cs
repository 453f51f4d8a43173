using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CalicoVxlan.Evidence;
using CalicoVxlan.Lab;
using CalicoVxlan.Model;
using CalicoVxlan.Tests.Lab;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>Addresses out of other nodes' blocks: legal, counted, and named where nobody can use or reach them.</summary>
public sealed class BorrowedAddressTests
{
    private const string Id = "Address.Borrowed";

    private static CalicoLabOptions Options => new() { Name = "b" + RandomNumberGenerator.GetHexString(5, lowercase: true), NodeCount = 2, PodsPerNode = 2 };

    [Fact]
    public void Borrowed_addresses_pass_and_are_counted_and_what_is_wrong_with_them_is_named()
    {
        using LabUnderTest lab = new(Options with { BorrowedAddress = true });
        CalicoEvidence evidence = LabEvidence.Take(lab.Lab);
        CheckResult healthy = Only(evidence, _ => { });
        Assert.Equal((CheckStatus.Pass, "2, of 2 nodes"), (healthy.Status, healthy.Actual));
        Assert.Contains("10.65.1.2 of default/web-node1-2 in 10.65.1.0/26", healthy.Reason, StringComparison.Ordinal);

        // Each says what it is about, and no other check says it too.
        AssertNamed(evidence, "kept for node9, which is no node", CheckStatus.Warning, static o => Lend(o, "node9", null));
        AssertNamed(evidence, "out of a block of node9, which is no node", CheckStatus.Warning, static o =>
        {
            Block(o)["spec"]!["affinity"] = "host:node9";
            _ = o.All("blockaffinities").Remove(o.All("blockaffinities").First(static a => a!["spec"]!["node"]!.GetValue<string>() == "node2"));
        });
        Assert.Contains("a Windows node", Only(evidence, static o => o.Node(1)["status"]!["nodeInfo"]!["operatingSystem"] = "windows").Reason, StringComparison.Ordinal);

        // A pod that is gone is Address.Leak's.
        Assert.Equal(CheckStatus.Pass, Only(evidence, static o => Lend(o, "node9", "gone")).Status);
        foreach (string file in (string[])["ipamblocks", "nodes", "ippools"])
        {
            Assert.Equal(CheckStatus.Inconclusive, Only(evidence, static _ => { }, EvidenceNames.OfCluster(file)).Status);
        }
    }

    [Fact]
    public void A_route_to_a_borrowed_address_that_is_missing_is_named_with_the_peer()
    {
        using LabUnderTest lab = new(Options with { BorrowedAddress = true });
        string device = Tools.Run("ip", "-n", lab.Lab.Nodes[1].Namespace, "route", "show", "10.65.1.2");
        Assert.Contains("dev vxlan.calico", device, StringComparison.Ordinal);
        Tools.Run("ip", "-n", lab.Lab.Nodes[1].Namespace, "route", "del", "10.65.1.2");
        CheckResult failed = Assert.Single(lab.Judge(), static r => r.Status is not (CheckStatus.Pass or CheckStatus.NotApplicable));
        Assert.Equal(("Peer.Route", "node2 > node1"), (failed.Id, failed.Target));
        Assert.Contains("10.65.1.2", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_3_29_2_a_node_with_a_borrowed_tunnel_address_is_not_answered()
    {
        using LabUnderTest lab = new(Options with { CalicoVersion = new Version(3, 28) });
        Assert.True(IsAnswered(lab.Lab));
        lab.Lab = lab.Lab.SetFault("BorrowedTunnelAddress", "node1");
        Assert.False(IsAnswered(lab.Lab));
        Assert.Equal(["Known.5595 node1"], lab.Judge().Where(static r => r.Status is not (CheckStatus.Pass or CheckStatus.NotApplicable)).Select(static r => $"{r.Id} {r.Target}"));
        CalicoEvidence evidence = LabEvidence.Take(lab.Lab);
        Assert.Contains("Known.5595 tells about tunnel addresses", Only(evidence, static _ => { }).Reason, StringComparison.Ordinal);
        Assert.Contains("Calico's version", Only(evidence, static o =>
        {
            o.All("clusterinformations")[0]!["spec"]!.AsObject().Remove("calicoVersion");
            o.Container["image"] = "calico/node";
        }).Reason, StringComparison.Ordinal);
    }

    // From the node itself: what pods send has their own addresses.
    private static bool IsAnswered(CalicoLab lab) =>
        Tools.TryRun("ip", ["netns", "exec", lab.Nodes[0].Namespace, "ping", "-c", "2", "-i", "0.2", "-W", "1", lab.Pods.First(static p => p.Node == "node2").PodAddress[0]]).Code == 0;

    private static void AssertNamed(CalicoEvidence evidence, string reason, CheckStatus status, Action<ChangedObjects> change)
    {
        CheckResult[] named = [.. Run(evidence, change, null).Where(static r => r.Status is not (CheckStatus.Pass or CheckStatus.NotApplicable))];
        Assert.Contains(named, r => r.Id == Id && r.Status == status && r.Reason!.Contains(reason, StringComparison.Ordinal) && r is { Remedy.Length: > 0, ManualCommand.Length: > 0 });
        Assert.DoesNotContain(named, static r => r.Id is "Address.Affinity" or "Address.Leak" or "Address.Pool");
    }

    private static JsonNode Block(ChangedObjects objects) => objects.All("ipamblocks").First(static b => b!["spec"]!["affinity"]!.GetValue<string>() == "host:node2")!;

    // A further address of node2's block, for a tunnel or for a pod.
    private static void Lend(ChangedObjects objects, string node, string? pod)
    {
        JsonNode spec = Block(objects)["spec"]!;
        JsonObject secondary = new() { ["node"] = node };
        (secondary[pod is null ? "type" : "pod"], secondary["namespace"]) = (pod ?? "vxlanTunnelAddress", pod is null ? null : "default");
        spec["allocations"]!.AsArray()[40] = spec["attributes"]!.AsArray().Count;
        spec["attributes"]!.AsArray().Add(new JsonObject { ["handle_id"] = "test", ["secondary"] = secondary });
    }

    private static CheckResult Only(CalicoEvidence evidence, Action<ChangedObjects> change, string? without = null) =>
        Assert.Single(Run(evidence, change, without), static r => r is { Id: Id, Target: "cluster" or "node1" });

    private static CheckResult[] Run(CalicoEvidence evidence, Action<ChangedObjects> change, string? without)
    {
        ChangedObjects objects = new(evidence);
        change(objects);
        CheckContext context = new(ClusterModel.Of(objects.ToEvidence(n => n == without)));
        return [.. new CheckRun(context, CheckCatalog.All).Judge(cancellation: TestContext.Current.CancellationToken)];
    }
}
