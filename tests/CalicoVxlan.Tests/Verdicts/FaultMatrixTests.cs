using System.Security.Cryptography;
using System.Text;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence;
using CalicoVxlan.Lab;
using CalicoVxlan.Model;
using CalicoVxlan.Tests.Lab;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>Every fault of the lab against every check: the table in docs/fault-checks.md is what these labs say.</summary>
public sealed class FaultMatrixTests : IDisposable
{
    // What no evidence of a moment can show: the packets on their way. Captures and counters show it (docs/fault-signatures.md).
    // No table of a node shows them; WireFaultTests does it with packets.
    private static readonly Dictionary<string, string> OnlyOnTheWire = new()
    {
        ["BrokenChecksum"] = "Host.Counters, with an earlier snapshot and traffic between the two",
        ["UdpBlocked"] = "Wire.BothDirections, with frames",
    };

    // The checks that may speak besides the fault's own, since they look at the same thing from another side.
    private static readonly Dictionary<string, string[]> Expected = new(StringComparer.Ordinal)
    {
        ["MissingFdbEntry"] = ["Peer.Fdb"], ["MissingNeighbour"] = ["Peer.Neighbour"], ["WrongVtepMac"] = ["Peer.Neighbour", "Peer.Fdb", "Peer.Stale"],
        ["VniMismatch"] = ["Device.Vni"], ["PortMismatch"] = ["Device.Port"], ["MissingDevice"] = ["Device.Present"], ["DeadFdbDestination"] = ["Peer.Fdb"],
        ["MissingReturnRoute"] = ["Peer.Route"], ["StrictReversePath"] = ["Host.ReversePath", "Peer.Route", "Known.2082"], ["MissingBlockRoute"] = ["Peer.Route"],
        ["DestinationWithoutPod"] = ["Address.Leak"], ["PeerNotAllowed"] = ["Peer.AllowedSet", "Known.8700"], ["FirewallBeforeCalico"] = ["Host.Firewall"], ["AsymmetricMask"] = ["Address.Mask", "Known.4254"], ["DeviceDown"] = ["Device.Up"],
        ["LocalAddressGone"] = ["Address.OnHost", "Address.Internal"], ["PodMtuTooLarge"] = ["Mtu.Pods", "Known.12432"], ["SmallUnderlayMtu"] = ["Mtu.Device", "Mtu.Route", "Mtu.File", "Mtu.Pods", "Known.12432"],
        ["NoDefaultRoute"] = ["Host.DefaultRoute", "Known.NoDefaultRoute"], ["WrongNodeAddress"] = ["Address.Internal"], ["NoTunnelAddress"] = ["Address.Tunnel", "Device.Present"],
        ["ChangedDeviceMac"] = ["Device.Mac"], ["ManagedDevice"] = ["Device.Manager", "Known.3271"], ["LeftoverBirdRoute"] = ["Switch.LeftoverRoutes"], ["StaleProbes"] = ["Switch.Probes", "Switch.Rollout", "Known.StaleProbes"],
        ["NodeVniOverride"] = ["Peer.Agreement", "Switch.NodeOverrides"], ["NodePortOverride"] = ["Peer.Agreement", "Switch.NodeOverrides"], ["StaleNeighbour"] = ["Peer.Stale", "Peer.Fdb"],
        ["HostMask32"] = ["Address.Mask", "Known.4254"], ["TunnelAddressNotAllocated"] = ["Address.Tunnel", "Known.7192"], ["TunnelAddressGivenToPod"] = ["Address.Tunnel", "Known.7192"],
        ["BorrowedTunnelAddress"] = ["Known.5595"], ["GoneNodeKeepsAddress"] = ["Address.Borrowed"],
        ["MissingIpv6Device"] = ["Device.Present"],

        // A clone contradicts its annotations in everything that is looked at.
        ["DuplicateNodeName"] =
        [
            "Address.Duplicate", "Address.OnHost", "Address.Internal", "Switch.Rollout", "Device.Local", "Device.Mac", "Device.Address", "Peer.Neighbour", "Peer.Fdb", "Peer.Route", "Peer.Stale",
            "Peer.Blackhole", "Peer.PodRoute", "Known.3097",
        ],
        ["InstallationDisagrees"] = ["Switch.Installation", "Known.OperatorReverts"],
        ["OldTunnelAddressInPolicy"] = ["Switch.PolicyAddresses", "Switch.Tunl0"], ["OldTunnelAddressInNat"] = ["Switch.NatAddresses", "Switch.Tunl0"],
    };

    private readonly List<string> blind = [];
    private readonly Dictionary<string, LabUnderTest> labs = new(StringComparer.Ordinal);

    [Fact]
    public void Each_fault_is_named_by_its_check_and_by_no_other()
    {
        StringBuilder table = new("# Faults and the checks that name them\n\nMade by `FaultMatrixTests` on real labs of three nodes: the fault is set between node2 and node1.\n\n| fault | place in the catalogue | checks that name it |\n|---|---|---|\n");
        List<string> wrong = [];
        foreach (CalicoLabFaultInfo fault in CalicoLab.AllFaults)
        {
            string[] named = [.. Judge(fault).Distinct()];
            string[] expected = Expected.GetValueOrDefault(fault.Name, []);
            bool isSilent = OnlyOnTheWire.TryGetValue(fault.Name, out string? withPackets);
            table.Append($"| {fault.Name} | {fault.Reference} | {(named.Length > 0 ? string.Join(", ", named) : withPackets ?? "none")} |\n");
            if (isSilent ? named.Length > 0 : expected.Length == 0 || named.Length == 0 || !named.Contains(expected[0]) || named.Except(expected).Any())
            {
                wrong.Add($"{fault.Name}: {string.Join(", ", named)}; expected {string.Join(", ", expected)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(blind.Count == 0, string.Join('\n', blind));
        Docs.AssertSame("fault-checks.md", table.ToString());
    }

    public void Dispose()
    {
        foreach (LabUnderTest lab in labs.Values)
        {
            lab.Dispose();
        }
    }

    private IEnumerable<string> Judge(CalicoLabFaultInfo fault)
    {
        LabUnderTest lab = LabFor(fault.Name);
        lab.Lab = lab.Lab.SetFault(fault.Name, fault.Scope == LabFaultScope.Cluster ? null : "node2", fault.Scope is LabFaultScope.NodeAndPeer or LabFaultScope.NodeAndPeers ? "node1" : null);
        try
        {
            CalicoEvidence taken = LabEvidence.Take(lab.Lab);
            CheckResult[] bad = [.. Run(taken, null).Where(static r => r.Status is not (CheckStatus.Pass or CheckStatus.NotApplicable))];
            Blind(fault.Name, taken, bad);
            return [.. bad.Select(static r => r.Id)];
        }
        finally
        {
            lab.Lab = lab.Lab.ClearFault();
        }
    }

    // A file that is taken away may make what it told inconclusive, or silent where nothing else tells; it makes no fault a pass.
    private void Blind(string fault, CalicoEvidence taken, CheckResult[] bad)
    {
        string[] files = [.. taken.Files.Names.Select(static n => n.StartsWith("nodes/", StringComparison.Ordinal) ? n[(n.LastIndexOf('/') + 1)..] : n).Distinct()];
        foreach (string file in files)
        {
            CheckResult[] now = Run(taken, file);
            blind.AddRange(bad.Where(b => now.Any(r => r.Id == b.Id && NodeOf(r) == NodeOf(b) && r.Status == CheckStatus.Pass)
                && !now.Any(r => r.Id == b.Id && NodeOf(r) == NodeOf(b) && r.Status != CheckStatus.Pass)).Select(b => $"{fault} without {file}: {b.Id} of {b.Target} passes"));
        }
    }

    private static string NodeOf(CheckResult result) => result.Target.Split(' ', '/')[0];

    private static CheckResult[] Run(CalicoEvidence taken, string? without)
    {
        CheckContext context = new(ClusterModel.Of(new ChangedObjects(taken).ToEvidence(n => without is not null && (n == without || n.EndsWith("/" + without, StringComparison.Ordinal)))));
        return [.. new CheckRun(context, CheckCatalog.All).Judge(cancellation: TestContext.Current.CancellationToken)];
    }

    private LabUnderTest LabFor(string fault)
    {
        string shape = fault switch { "AsymmetricMask" or "HostMask32" => "CrossSubnet", "MissingIpv6Device" => "dual stack", "InstallationDisagrees" => "operator", "BorrowedTunnelAddress" => "3.28", _ => "" };
        if (!labs.TryGetValue(shape, out LabUnderTest? lab))
        {
            CalicoLabOptions options = new() { Name = "m" + RandomNumberGenerator.GetHexString(5, lowercase: true), NodeCount = 3, PodsPerNode = 1 };
            labs[shape] = lab = new LabUnderTest(shape switch
            {
                "CrossSubnet" => options with { VxlanMode = EncapsulationMode.CrossSubnet },
                "dual stack" => options with { DualStack = true },
                "operator" => options with { Install = CalicoLabInstall.Operator },
                "3.28" => options with { CalicoVersion = new Version(3, 28) },
                _ => options,
            });
        }

        return lab;
    }
}
