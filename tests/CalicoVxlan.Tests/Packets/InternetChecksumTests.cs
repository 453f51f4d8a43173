using System.Net;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Tests.Packets;

public class InternetChecksumTests
{
    [Fact]
    public void The_example_of_RFC_1071() =>
        Assert.Equal(0xddf2, InternetChecksum.Fold(InternetChecksum.Add(0, HeaderCheck.Bytes("0001 f203 f4f5 f6f7"))));

    [Fact]
    public void A_correct_header_sums_up_to_all_ones() => Assert.Equal(
        0xffff, InternetChecksum.Fold(InternetChecksum.Add(0, HeaderCheck.Bytes("4500 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7"))));

    [Fact]
    public void It_equals_the_plain_sum_of_words_at_every_length()
    {
        Random random = new(1071);
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.Equal(Plain(bytes), InternetChecksum.Fold(InternetChecksum.Add(0, bytes)));
        }
    }

    [Fact]
    public void Pieces_of_even_length_sum_up_to_the_whole()
    {
        byte[] bytes = new byte[101];
        new Random(2).NextBytes(bytes);
        ulong sum = InternetChecksum.Add(InternetChecksum.Add(InternetChecksum.Add(0, bytes.AsSpan(0, 6)), bytes.AsSpan(6, 34)), bytes.AsSpan(40));
        Assert.Equal(Plain(bytes), InternetChecksum.Fold(sum));
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.2", "0a000001 0a000002 0011 0007")]
    [InlineData("fd00::1", "fd00::2", "fd000000000000000000000000000001 fd000000000000000000000000000002 00000007 00000011")]
    public void The_pseudo_header(string source, string destination, string bytes) => Assert.Equal(
        Plain(HeaderCheck.Bytes(bytes)),
        InternetChecksum.Fold(InternetChecksum.PseudoHeader(
            IPAddress.Parse(source).GetAddressBytes(), IPAddress.Parse(destination).GetAddressBytes(), IpProtocol.Udp, 7)));

    [Fact]
    public void A_length_beyond_16_bits_counts_whole() => Assert.Equal(
        Plain(HeaderCheck.Bytes("fd000000000000000000000000000001 fd000000000000000000000000000002 00013880 00000006")),
        InternetChecksum.Fold(InternetChecksum.PseudoHeader(
            IPAddress.Parse("fd00::1").GetAddressBytes(), IPAddress.Parse("fd00::2").GetAddressBytes(), IpProtocol.Tcp, 80_000)));

    private static int Plain(byte[] bytes)
    {
        long sum = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            sum += i % 2 == 0 ? bytes[i] << 8 : bytes[i];
        }

        while (sum > 0xffff)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (int)sum;
    }
}
