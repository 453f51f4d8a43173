using CalicoVxlan.Common;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Tests.Packets;

public class Ipv4HeaderTests
{
    [Fact]
    public void A_header_from_a_pod() => HeaderCheck.Holds(
        "45 b9 0054 1d46 4000 40 01 b1e6 ac109a10 ac101c22",
        "20 dscp 46 ecn 1 len 84 id 7494 df True mf False at 0 ttl 64 proto 1 sum b1e6 172.16.154.16 > 172.16.28.34 20",
        20, Read);

    [Fact]
    public void A_header_with_options() => HeaderCheck.Holds(
        "47 00 0024 0001 0000 01 02 44d8 0a000001 e0000016 94040000 01010100",
        "28 dscp 0 ecn 0 len 36 id 1 df False mf False at 0 ttl 1 proto 2 sum 44d8 10.0.0.1 > 224.0.0.22 28",
        28, Read);

    [Fact]
    public void A_later_fragment() => HeaderCheck.Holds(
        "45 00 0050 ffff 20b9 3f 11 0000 ffffffff 00000000",
        "20 dscp 0 ecn 0 len 80 id 65535 df False mf True at 1480 ttl 63 proto 17 sum 0000 255.255.255.255 > 0.0.0.0 20",
        20, Read);

    [Theory]
    [InlineData(0x65)] // version 6
    [InlineData(0x05)]
    [InlineData(0x44)] // 16 bytes
    [InlineData(0x40)]
    public void An_impossible_first_byte_does_not_parse(byte first)
    {
        byte[] bytes = new byte[60];
        bytes[0] = first;
        Assert.Null(Read(bytes));
    }

    [Fact]
    public void Sixty_bytes_are_the_most()
    {
        byte[] bytes = new byte[60];
        bytes[0] = 0x4f;
        Assert.True(Ipv4Header.TryParse(bytes, out Ipv4Header header));
        Assert.Equal(60, header.HeaderLength);
        Assert.False(Ipv4Header.TryParse(bytes.AsSpan(0, 59), out _));
    }

    private static string? Read(ReadOnlySpan<byte> data) => Ipv4Header.TryParse(data, out Ipv4Header h)
        ? $"{h.HeaderLength} dscp {h.Dscp} ecn {h.Ecn} len {h.TotalLength} id {h.Identification} df {h.DontFragment} mf {h.MoreFragments} at {h.FragmentOffset}"
            + $" ttl {h.Ttl} proto {h.Protocol} sum {h.Checksum:x4} {AddressText.Ip(h.Source)} > {AddressText.Ip(h.Destination)} {h.Bytes.Length}"
        : null;
}
