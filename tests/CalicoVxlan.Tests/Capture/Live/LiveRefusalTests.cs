using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Live;
using CalicoVxlan.Tests.Lab;

namespace CalicoVxlan.Tests.Capture.Live;

[Collection(nameof(LiveCollection))]
public class LiveRefusalTests
{
    public static TheoryData<string> HostileNames() =>
        ["nosuch", "", " lo", "lo ", "lo:1", "lo\0x", "LO", "lo\n", "\u001b[2Jlo", "../lo", "-i", "usbmon1", "nflog", "rpcap://192.0.2.1/lo", "lo;id", "%s%n", new string('x', 100_000)];

    [Theory]
    [MemberData(nameof(HostileNames), DisableDiscoveryEnumeration = true)]
    public void A_name_that_is_no_interface_is_only_that(string name)
    {
        BpfFilterTests.NeedLibPcap();
        CaptureException refused = Assert.Throws<CaptureException>(() => Open(name));
        Assert.Equal(CaptureFailure.NoSuchInterface, refused.Failure);
        Assert.Contains("lo", refused.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Message, char.IsControl);
    }

    [Theory]
    [InlineData("eth0", "ip link set eth0 up")]
    [InlineData("a;id", "ip link set 'a;id' up")]
    [InlineData("-x", "ip link set '-x' up")]
    public void An_interface_that_is_down_is_named_with_the_remedy(string name, string command)
    {
        BpfFilterTests.NeedLibPcap();
        using NetworkNamespaces lab = new();
        _ = NetworkNamespaces.Ip(lab.Node1, $"link set eth0 down name {name}");
        CaptureException refused = Assert.Throws<CaptureException>(() => NamespaceThread.Run(lab.Node1.Namespace, () => Open(name)));
        Assert.Equal(CaptureFailure.InterfaceDown, refused.Failure);
        Assert.EndsWith(command, refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_capability_the_remedy_names_it()
    {
        BpfFilterTests.NeedLibPcap();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Capabilities are Linux'.");
        CaptureException refused = Assert.IsType<CaptureException>(Privileges.RecordWithoutAny(static () => Open("lo")));
        Assert.Equal(CaptureFailure.CaptureNotPermitted, refused.Failure);
        Assert.Contains("CAP_NET_RAW", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_filter_is_found_at_the_start()
    {
        NetworkNamespaces.NeedRoot();
        BpfFilterTests.NeedLibPcap();
        CaptureException refused = Assert.Throws<CaptureException>(static () => new LivePacketSource(new() { Interfaces = ["lo"], Filter = "udp prt 1" }));
        Assert.Equal(CaptureFailure.BadFilter, refused.Failure);
    }

    [Fact]
    public void Interfaces_are_listed_with_addresses()
    {
        LiveInterface loopback = Assert.Single(LiveInterfaces.List(), static i => i.Name is "lo" or "lo0" || i.Description.Contains("loopback", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(System.Net.IPAddress.Loopback, loopback.Addresses);
        Assert.True(loopback.IsUp);
    }

    private static void Open(string name)
    {
        using LivePacketSource source = new(new() { Interfaces = [name] });
    }
}
