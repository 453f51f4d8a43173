using CalicoVxlan.Packets;

namespace CalicoVxlan.Tests.Packets;

public class Ipv6ExtensionsTests
{
    [Theory]
    [InlineData(6, "", "proto 6 len 0")] // no extension at all
    [InlineData(59, "", "proto 59 len 0")]
    [InlineData(0, "3a 00 0502 0000 0100", "proto 58 len 8")] // router alert
    [InlineData(0, "06 00 c204 00013880", "proto 6 len 8 jumbo 80000")]
    [InlineData(0, "06 01 0000 0000 0000 0104 00000000 c204", "proto 6 len 16")] // a jumbo option without room
    [InlineData(44, "11 00 0001 deadbeef", "proto 17 len 8 id 3735928559 at 0 more True")]
    [InlineData(44, "06 00 05a8 00000007", "proto 6 len 8 id 7 at 1448 more False")]
    [InlineData(44, "3c 00 05a9 00000007", "proto 60 len 8 id 7 at 1448 more True")] // behind a later fragment's header comes data
    [InlineData(43, "06 02 0201 00000000 00000000000000000000000000000001", "proto 6 len 24")]
    [InlineData(51, "06 04 0000 00000100 00000001 000102030405060708090a0b", "proto 6 len 24")]
    [InlineData(0, "2b 00 010400000000 2c 00 000000000000 3c 00 000100000002 06 00 010400000000", "proto 6 len 32 id 2 at 0 more True")]
    public void A_chain(int first, string hex, string expected)
    {
        byte[] bytes = HeaderCheck.Bytes(hex);
        Assert.Equal(expected, Describe(Ipv6Extensions.Walk((byte)first, bytes)));
        Assert.Equal(expected, Describe(Ipv6Extensions.Walk((byte)first, [.. bytes, .. Enumerable.Repeat((byte)0xff, 300)])));
    }

    [Theory]
    [InlineData(0, "2b 00 010400000000 3c 01 0104000000000104 00000000 0000 06 00 010400000000")]
    [InlineData(44, "33 00 0001 deadbeef 06 04 0000 00000100 00000001 000102030405060708090a0b")]
    public void A_cut_chain_says_how_many_bytes_its_next_header_needs(int first, string hex)
    {
        byte[] bytes = HeaderCheck.Bytes(hex);
        Assert.Equal(0, Ipv6Extensions.Walk((byte)first, bytes).Missing);
        for (int length = 0; length < bytes.Length; length++)
        {
            Ipv6Extensions walk = Ipv6Extensions.Walk((byte)first, bytes.AsSpan(0, length));
            Assert.InRange(walk.Length, 0, length);
            Assert.True(walk.Missing > length - walk.Length, $"at {length}");
        }
    }

    [Fact]
    public void A_chain_without_end_is_left()
    {
        Ipv6Extensions walk = Ipv6Extensions.Walk(0, new byte[8 * 1000]);
        Assert.Equal(16 * 8, walk.Length);
        Assert.Equal(0, walk.Missing);
    }

    private static string Describe(Ipv6Extensions walk) =>
        $"proto {walk.Protocol} len {walk.Length}"
        + (walk.IsFragment ? $" id {walk.Identification} at {walk.FragmentOffset} more {walk.MoreFragments}" : "")
        + (walk.JumboLength > 0 ? $" jumbo {walk.JumboLength}" : "")
        + (walk.Missing > 0 ? $" missing {walk.Missing}" : "");
}
