using CalicoVxlan.Packets;

namespace CalicoVxlan.Tests.Packets;

public class VxlanHeaderTests
{
    [Theory]
    [InlineData("08 000000 001000 00", "flags 08 vni 4096 reserved 0")]
    [InlineData("08 000000 ffffff 00", "flags 08 vni 16777215 reserved 0")]
    [InlineData("08 000000 ca11c0 00", "flags 08 vni 13242816 reserved 0")]
    [InlineData("00 000000 000000 00", "flags 00 vni 0 reserved 0")]
    [InlineData("08 000000 000001 01", "flags 08 vni 1 reserved 1")]
    [InlineData("0c 000001 000001 00", "flags 0c vni 1 reserved 400000100000000")] // GPE's bits without its port
    [InlineData("88 48 1234 000001 00", "flags 88 vni 1 group 4660 dont-learn applied reserved 0")]
    [InlineData("88 00 ffff 000001 00", "flags 88 vni 1 group 65535 reserved 0")]
    [InlineData("88 b7 ffff 000001 ff", "flags 88 vni 1 group 65535 reserved b70000000000ff")]
    public void As_sent_to_port_4789(string hex, string expected) => HeaderCheck.Holds(hex, expected, VxlanHeader.HeaderLength, static data =>
        VxlanHeader.TryParse(data, out VxlanHeader h)
            ? $"flags {h.Flags:x2} vni {h.Vni}"
                + ((h.Flags & VxlanHeader.GroupPolicyFlag) != 0 ? $" group {h.GroupPolicyId}" : "")
                + ((h.Flags & VxlanHeader.GroupPolicyFlag) != 0 && h.DontLearn ? " dont-learn" : "")
                + ((h.Flags & VxlanHeader.GroupPolicyFlag) != 0 && h.PolicyApplied ? " applied" : "")
                + $" reserved {h.ReservedBits(gpe: false):x}"
            : null);

    [Theory]
    [InlineData("0c 0000 03 001000 00", "flags 0c version 0 next 3 vni 4096 reserved 0")]
    [InlineData("0f 0000 04 000064 00", "flags 0f version 0 next 4 vni 100 reserved 0")]
    [InlineData("3c 0000 01 000064 00", "flags 3c version 3 next 1 vni 100 reserved 0")]
    [InlineData("cc 0102 01 000064 03", "flags cc version 0 next 1 vni 100 reserved c001020000000003")]
    public void As_sent_to_port_4790(string hex, string expected) => HeaderCheck.Holds(hex, expected, VxlanHeader.HeaderLength, static data =>
        VxlanHeader.TryParse(data, out VxlanHeader h)
            ? $"flags {h.Flags:x2} version {h.GpeVersion} next {h.NextProtocol} vni {h.Vni} reserved {h.ReservedBits(gpe: true):x}"
            : null);

    [Theory]
    [InlineData("0f c2 01 03 0000fe 05", "8 next 3")]
    [InlineData("0f c6 01 01 0000fe 05 00000001000000020000000300000004", "24 next 1")]
    public void A_network_service_header(string hex, string expected) => HeaderCheck.Holds(
        hex, expected, HeaderCheck.Bytes(hex).Length,
        static data => NshHeader.TryParse(data, out NshHeader h) ? $"{h.HeaderLength} next {h.NextProtocol}" : null);

    [Theory]
    [InlineData("0f c0 01 03 0000fe 05")]
    [InlineData("0f c1 01 03 0000fe 05")]
    public void A_network_service_header_below_eight_bytes_does_not_parse(string hex) =>
        Assert.False(NshHeader.TryParse(HeaderCheck.Bytes(hex), out _));
}
