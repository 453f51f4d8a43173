using CalicoVxlan.Common;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Tests.Packets;

public class ArpHeaderTests
{
    private const string Request = "0001 0800 06 04 0001 8ee1aba52c35 ac109a10 000000000000 a9fe0101";

    [Fact]
    public void Request_for_the_gateway_that_Calico_gives_pods() => HeaderCheck.Holds(
        Request, "1 8e:e1:ab:a5:2c:35 172.16.154.16 00:00:00:00:00:00 169.254.1.1", ArpHeader.HeaderLength, Read);

    [Theory]
    [InlineData("0006")] // IEEE 802 hardware
    [InlineData("0001 86dd")] // another protocol
    [InlineData("0001 0800 08")]
    [InlineData("0001 0800 06 10")]
    public void Anything_but_IPv4_over_Ethernet_does_not_parse(string beginning)
    {
        byte[] bytes = HeaderCheck.Bytes(Request);
        HeaderCheck.Bytes(beginning).CopyTo(bytes, 0);
        Assert.Null(Read(bytes));
    }

    private static string? Read(ReadOnlySpan<byte> data) => ArpHeader.TryParse(data, out ArpHeader h)
        ? $"{h.Operation} {AddressText.Mac(h.SenderMac)} {AddressText.Ip(h.SenderAddress)} {AddressText.Mac(h.TargetMac)} {AddressText.Ip(h.TargetAddress)}"
        : null;
}
