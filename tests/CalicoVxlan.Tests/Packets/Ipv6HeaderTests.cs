using CalicoVxlan.Common;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Tests.Packets;

public class Ipv6HeaderTests
{
    [Fact]
    public void A_neighbour_solicitation() => HeaderCheck.Holds(
        "6a1 abcde 0020 3a ff fe80000000000000 8ce1abfffea52c35 ff02000000000000 00000001ff000001",
        "dscp 40 ecn 1 flow abcde len 32 next 58 hops 255 fe80::8ce1:abff:fea5:2c35 > ff02::1:ff00:1",
        Ipv6Header.HeaderLength, Read);

    [Theory]
    [InlineData(0x45)]
    [InlineData(0x50)]
    [InlineData(0xf0)]
    public void Another_version_does_not_parse(byte first)
    {
        byte[] bytes = new byte[60];
        bytes[0] = first;
        Assert.Null(Read(bytes));
    }

    private static string? Read(ReadOnlySpan<byte> data) => Ipv6Header.TryParse(data, out Ipv6Header h)
        ? $"dscp {h.Dscp} ecn {h.Ecn} flow {h.FlowLabel:x} len {h.PayloadLength} next {h.NextHeader} hops {h.HopLimit}"
            + $" {AddressText.Ip(h.Source)} > {AddressText.Ip(h.Destination)}"
        : null;
}
