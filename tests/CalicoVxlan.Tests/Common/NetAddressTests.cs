using CalicoVxlan.Common;

namespace CalicoVxlan.Tests.Common;

/// <summary>Addresses as Calico, which is written in Go, takes them.</summary>
public class NetAddressTests
{
    [Theory]
    [InlineData("172.18.0.2")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("fd00:10:65::1")]
    [InlineData("::ffff:1.2.3.4", "1.2.3.4")]
    [InlineData("FD00::A", "fd00::a")]
    public void What_is_one(string text, string? canonical = null)
    {
        Assert.True(NetAddress.TryParse(text, out NetAddress address));
        Assert.Equal(canonical ?? text, address.ToString());
    }

    [Theory]
    [InlineData("0254.022.0.0x2")]
    [InlineData("172.18.0.02")]
    [InlineData("172.18.0.0x2")]
    [InlineData("172.18.2")]
    [InlineData("2886860802")]
    [InlineData("172.18.0.256")]
    [InlineData("172.18.0.2.")]
    [InlineData("172.18..2")]
    [InlineData(" 172.18.0.2")]
    [InlineData("")]
    [InlineData("fd00::1::2")]
    [InlineData("node1")]
    public void What_is_none(string text)
    {
        Assert.False(NetAddress.TryParse(text, out _));
        Assert.False(Cidr.TryParse(text + "/24", out _));
    }
}
