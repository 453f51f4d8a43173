using CalicoVxlan.Common;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Tests.Packets;

public class LinkHeaderTests
{
    [Fact]
    public void Ethernet() => HeaderCheck.Holds(
        "66a46fe0c4da 66f937c37e94 0800", "66:a4:6f:e0:c4:da 66:f9:37:c3:7e:94 0800", EthernetHeader.HeaderLength,
        static data => EthernetHeader.TryParse(data, out EthernetHeader h)
            ? $"{AddressText.Mac(h.Destination)} {AddressText.Mac(h.Source)} {h.Type:x4}" : null);

    [Theory]
    [InlineData("0064 0800", "id 100 priority 0 type 0800")]
    [InlineData("efff 86dd", "id 4095 priority 7 type 86dd")]
    [InlineData("5000 8100", "id 0 priority 2 type 8100")]
    public void Vlan(string hex, string expected) => HeaderCheck.Holds(
        hex, expected, VlanTag.HeaderLength,
        static data => VlanTag.TryParse(data, out VlanTag t) ? $"id {t.Id} priority {t.Priority} type {t.Type:x4}" : null);

    [Theory]
    [InlineData("0004 0001 0006 66f937c37e94 0000 0800", "0800 type 4 index 0 66:f9:37:c3:7e:94")]
    [InlineData("0000 0304 0000 0000000000000000 86dd", "86dd type 0 index 0 ")]
    [InlineData("0000 0304 ffff 0102030405060708 0806", "0806 type 0 index 0 8 bytes")]
    public void Cooked_version_1(string hex, string expected) => HeaderCheck.Holds(
        hex, expected, LinuxSllHeader.Version1Length,
        static data => LinuxSllHeader.TryParseVersion1(data, out LinuxSllHeader h) ? Describe(h) : null);

    [Theory]
    [InlineData("0800 0000 00000003 0001 00 06 66f937c37e94 0000", "0800 type 0 index 3 66:f9:37:c3:7e:94")]
    [InlineData("0806 0000 7fffffff 0001 04 ff 0102030405060708", "0806 type 4 index 2147483647 8 bytes")]
    [InlineData("0806 0000 ffffffff 0001 04 00 0102030405060708", "0806 type 4 index -1 ")]
    public void Cooked_version_2(string hex, string expected) => HeaderCheck.Holds(
        hex, expected, LinuxSllHeader.Version2Length,
        static data => LinuxSllHeader.TryParseVersion2(data, out LinuxSllHeader h) ? Describe(h) : null);

    private static string Describe(LinuxSllHeader h) =>
        $"{h.Protocol:x4} type {h.PacketType} index {h.InterfaceIndex} "
        + (h.Address.Length is 0 or 6 ? AddressText.Mac(h.Address) : $"{h.Address.Length} bytes");
}
