using CalicoVxlan.Packets;

namespace CalicoVxlan.Tests.Packets;

public class TransportHeaderTests
{
    private const string Syn = "c350 1f90 a1b2c3d4 00000000 a0 02 fd20 1234 0000 0204 0582 0402 080a 00000001 00000002 01 030307";

    [Fact]
    public void Udp() => HeaderCheck.Holds(
        "d431 12b5 007e beef", "54321 > 4789 len 126 sum beef", UdpHeader.HeaderLength,
        static data => UdpHeader.TryParse(data, out UdpHeader h) ? $"{h.SourcePort} > {h.DestinationPort} len {h.Length} sum {h.Checksum:x4}" : null);

    [Theory]
    [InlineData("08 00 f7ff 0001 0203", "8/0 sum f7ff id 1 seq 515 mtu 66051")]
    [InlineData("03 04 0000 0000 05aa", "3/4 sum 0000 id 0 seq 1450 mtu 1450")]
    [InlineData("02 00 1234 ffff ffff", "2/0 sum 1234 id 65535 seq 65535 mtu 4294967295")]
    public void Icmp(string hex, string expected) => HeaderCheck.Holds(
        hex, expected, IcmpHeader.HeaderLength,
        static data => IcmpHeader.TryParse(data, out IcmpHeader h) ? $"{h.Type}/{h.Code} sum {h.Checksum:x4} id {h.Id} seq {h.Sequence} mtu {h.Mtu}" : null);

    [Fact]
    public void Tcp() => HeaderCheck.Holds(
        "0050 ffff ffffffff 80000000 51 ff 0000 abcd 0000",
        "20 80 > 65535 seq 4294967295 ack 2147483648 Fin, Syn, Rst, Psh, Ack, Urg, Ece, Cwr, Ae win 0 sum abcd options 0",
        TcpHeader.MinimumLength, ReadTcp);

    [Fact]
    public void Tcp_with_options() => HeaderCheck.Holds(
        Syn, "40 50000 > 8080 seq 2712847316 ack 0 Syn win 64800 sum 1234 options 20", TcpHeader.MinimumLength, ReadTcp);

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x4f)]
    public void Tcp_below_twenty_bytes_does_not_parse(byte offset)
    {
        byte[] bytes = new byte[60];
        bytes[12] = offset;
        Assert.False(TcpHeader.TryParse(bytes, out _));
    }

    [Fact]
    public void Options_of_a_syn()
    {
        TcpOptions options = TcpOptions.Parse(HeaderCheck.Bytes(Syn).AsSpan(20));
        Assert.Equal(1410, options.MaximumSegmentSize);
        Assert.Equal(7, options.WindowScale);
        Assert.True(options.SackPermitted);
        Assert.Equal(1u, options.Timestamp);
        Assert.Equal(2u, options.TimestampEcho);
        Assert.Equal(0, options.SackBlocks);
    }

    [Theory]
    [InlineData("0101 0512 0000000100000002 0000000300000004", 2, null)]
    [InlineData("00 0204 05b4", 0, null)] // behind the end
    [InlineData("0200 0204 05b4", 0, null)] // a length of nothing would never end
    [InlineData("0201 0204 05b4", 0, null)]
    [InlineData("0204 05", 0, null)] // cut
    [InlineData("0203 05 0204 05b4", 0, 1460)] // a wrong length for its kind is stepped over
    [InlineData("fd04 1234 0204 05b4", 0, 1460)] // an unknown one, too
    public void Odd_options(string hex, int sackBlocks, int? mss)
    {
        TcpOptions options = TcpOptions.Parse(HeaderCheck.Bytes(hex));
        Assert.Equal(sackBlocks, options.SackBlocks);
        Assert.Equal(mss, options.MaximumSegmentSize);
    }

    private static string? ReadTcp(ReadOnlySpan<byte> data) => TcpHeader.TryParse(data, out TcpHeader h)
        ? $"{h.HeaderLength} {h.SourcePort} > {h.DestinationPort} seq {h.Sequence} ack {h.Acknowledgment} {h.Flags} win {h.Window} sum {h.Checksum:x4} options {h.Options.Length}"
        : null;
}
