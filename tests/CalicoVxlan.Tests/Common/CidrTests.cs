using CalicoVxlan.Common;

namespace CalicoVxlan.Tests.Common;

public class CidrTests
{
    [Theory]
    [InlineData("10.0.0.0", "10.0.0.255", "10.0.0.0/24")]
    [InlineData("192.168.1.1", "192.168.1.5", "192.168.1.1/32 192.168.1.2/31 192.168.1.4/31")]
    [InlineData("10.0.0.7", "10.0.0.7", "10.0.0.7/32")]
    [InlineData("0.0.0.0", "255.255.255.255", "0.0.0.0/0")]
    [InlineData("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0")]
    [InlineData("fd00::", "fd00::3", "fd00::/126")]
    [InlineData("255.255.255.254", "255.255.255.255", "255.255.255.254/31")]
    [InlineData("10.0.0.2", "10.0.0.1", "")]
    [InlineData("10.0.0.2", "fd00::1", "")]
    public void A_range_is_covered_by_the_fewest_blocks(string first, string last, string blocks)
    {
        Assert.True(NetAddress.TryParse(first, out NetAddress from));
        Assert.True(NetAddress.TryParse(last, out NetAddress to));
        Assert.Equal(blocks, string.Join(' ', Cidr.Cover(from, to)));
    }

    [Fact]
    public void Any_range_is_covered_exactly()
    {
        Random random = new(26);
        for (int i = 0; i < 10_000; i++)
        {
            uint a = (uint)random.NextInt64(uint.MaxValue + 1L);
            uint b = random.Next(2) == 0 ? (uint)Math.Min(uint.MaxValue, a + (ulong)random.Next(5000)) : (uint)random.NextInt64(a, uint.MaxValue + 1L);
            ulong next = a;
            foreach (Cidr block in Cidr.Cover(NetAddress.Ipv4(a), NetAddress.Ipv4(b)))
            {
                Assert.Equal(block, block.Network);
                Assert.Equal(next, block.Address.Low & uint.MaxValue);
                next += 1UL << (32 - block.Length);
            }

            Assert.Equal(b + 1UL, next);
        }
    }
}
