using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>Whether the kernel can make VXLAN devices, on a node of the shipped sample that has lost its own.</summary>
public class ModuleCheckTests
{
    private const string Links = """[{"ifindex":2,"ifname":"eth0","flags":["UP"],"mtu":1500,"operstate":"UP","address":"02:00:ac:12:00:02"}]""";

    [Theory]
    [InlineData("vxlan loaded\n", CheckStatus.Pass)]
    [InlineData("vxlan loadable\n", CheckStatus.Pass)]
    [InlineData("vxlan missing\n", CheckStatus.Fail)]
    [InlineData("vxlan unknown\n", CheckStatus.Inconclusive)]
    [InlineData("ipip loaded\n", CheckStatus.Inconclusive)]
    [InlineData("<html>", CheckStatus.Inconclusive)]
    [InlineData(null, CheckStatus.Inconclusive)]
    public void Without_a_device_the_module_tells(string? modules, CheckStatus status)
    {
        CheckResult result = Assert.Single(ChangedSample.Judge("Device.Module", ("nodes/node1/links.json", Links), ("nodes/node1/modules.txt", modules)), static r => r.Target == "node1");
        Assert.Equal(status, result.Status);
        Assert.Equal(status == CheckStatus.Fail, result.Reason == "node1 has no kernel module vxlan for kernel 6.18.44");
    }

    [Fact]
    public void A_device_is_the_best_proof() =>
        Assert.All(ChangedSample.Judge("Device.Module", ("nodes/node1/modules.txt", "vxlan missing\n")), static r => Assert.Equal(CheckStatus.Pass, r.Status));
}
