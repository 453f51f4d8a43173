using System.Net;
using CalicoVxlan.Common;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Tests.Packets;

public class AddressTextTests
{
    [Theory]
    [InlineData("66f937c37e94", "66:f9:37:c3:7e:94")]
    [InlineData("000000000000", "00:00:00:00:00:00")]
    [InlineData("ffffffffffff", "ff:ff:ff:ff:ff:ff")]
    [InlineData("", null)]
    [InlineData("0102030405", null)]
    [InlineData("0102030405060708", null)]
    public void A_mac(string hex, string? expected) => Assert.Equal(expected, AddressText.Mac(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("ac109a10", "172.16.154.16")]
    [InlineData("00000000", "0.0.0.0")]
    [InlineData("ffffffff", "255.255.255.255")]
    [InlineData("0a640901", "10.100.9.1")]
    [InlineData("fe800000000000008ce1abfffea52c35", "fe80::8ce1:abff:fea5:2c35")]
    [InlineData("00000000000000000000000000000000", "::")]
    [InlineData("20010db8000000010000000000000001", "2001:db8:0:1::1")]
    [InlineData("", null)]
    [InlineData("0a0000", null)]
    [InlineData("0a00000001", null)]
    public void An_address(string hex, string? expected) => Assert.Equal(expected, AddressText.Ip(Convert.FromHexString(hex)));

    [Fact]
    public void Every_byte_prints_as_the_framework_prints_it()
    {
        for (int i = 0; i < 256; i++)
        {
            byte[] address = [(byte)i, (byte)(255 - i), (byte)(i / 2), (byte)(i ^ 85)];
            Assert.Equal(new IPAddress(address).ToString(), AddressText.Ip(address));
        }
    }

    [Fact]
    public void Protocol_names_and_numbers_go_both_ways()
    {
        for (int i = 0; i < 256; i++)
        {
            Assert.True(IpProtocol.TryParse(IpProtocol.Name((byte)i), out byte back));
            Assert.Equal(i, back);
        }

        Assert.True(IpProtocol.TryParse("tcp", out byte tcp));
        Assert.Equal(IpProtocol.Tcp, tcp);
        Assert.False(IpProtocol.TryParse("256", out _));
        Assert.False(IpProtocol.TryParse("-1", out _));
        Assert.False(IpProtocol.TryParse("", out _));
    }
}
