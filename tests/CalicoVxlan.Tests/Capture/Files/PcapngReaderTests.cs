using CalicoVxlan.Capture;

namespace CalicoVxlan.Tests.Capture.Files;

public class PcapngReaderTests
{
    private static readonly byte[] Data = [1, 2, 3, 4, 5];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_kind_of_packet_block_in_both_byte_orders(bool bigEndian)
    {
        List<CapturedPacket> packets = new CaptureBytes(bigEndian).Section().Interface(1, "eth0").Interface(276, "any")
            .Enhanced(Data, wire: 60).Simple(Data[..3]).Obsolete(Data[..4], point: 1, ticks: 0x1_0000_0002).Read();
        Assert.Equal([5, 3, 4], packets.Select(static p => p.CapturedLength));
        Assert.Equal([60, 3, 4], packets.Select(static p => p.WireLength));
        Assert.Equal(["eth0", "eth0", "any"], packets.Select(static p => p.Interface.Name));
        Assert.Equal([LinkType.Ethernet, LinkType.Ethernet, LinkType.LinuxSll2], packets.Select(static p => p.Interface.LinkType));
        Assert.Equal([1_000_000_000_000, 0, 4_294_967_298_000], packets.Select(static p => p.TimestampNanoseconds));
        Assert.All(packets, static p => Assert.True(p.Data.SequenceEqual(Data.AsSpan(0, p.CapturedLength))));
    }

    [Fact]
    public void Sections_have_their_own_interfaces_and_byte_order()
    {
        byte[] capture =
        [
            .. new CaptureBytes().Section().Interface(1, "a").Enhanced(Data).ToArray(),
            .. new CaptureBytes(bigEndian: true).Section().Interface(101, "b").Enhanced(Data).ToArray(),
            .. new CaptureBytes().Section().Interface(1, "a").Enhanced(Data).ToArray(),
        ];
        List<CapturedPacket> packets = CaptureBytes.Read(capture, out CaptureProblem? problem);
        Assert.Null(problem);
        Assert.Equal(["a", "b", "a"], packets.Select(static p => p.Interface.Name));
        Assert.Same(packets[0].Interface, packets[2].Interface);
        Assert.Equal([1L, 2, 3], packets.Select(static p => p.Number));
    }

    [Fact]
    public void An_interface_of_the_section_before_is_gone()
    {
        byte[] capture = new CaptureBytes().Section().Interface(1, "a").Enhanced(Data).Section().Enhanced(Data).ToArray();
        Assert.Single(CaptureBytes.Read(capture, out CaptureProblem? problem));
        Assert.Equal(CaptureProblemKind.Corrupt, problem!.Kind);
    }

    [Theory]
    [InlineData(0, 7, 7_000_000_000)]
    [InlineData(3, 7, 7_000_000)]
    [InlineData(6, 7, 7_000)]
    [InlineData(9, 7, 7)]
    [InlineData(12, 7_999, 7)]
    [InlineData(0x80, 7, 7_000_000_000)]
    [InlineData(0x8a, 1536, 1_500_000_000)]
    [InlineData(0xa0, 0x1_8000_0000, 1_500_000_000)]
    [InlineData(0xff, 7, 0)]
    [InlineData(0x7f, 7, 0)]
    public void Resolutions_are_powers_of_ten_and_of_two(byte resolution, ulong ticks, long nanoseconds) =>
        Assert.Equal(nanoseconds, Timed(ticks, b => b.Option(9, [resolution])));

    [Theory]
    [InlineData(100, 100_000_000_007)]
    [InlineData(-1, -999_999_993)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, long.MinValue)]
    public void An_offset_is_added(long offset, long nanoseconds) =>
        Assert.Equal(nanoseconds, Timed(7, b => b.Option(9, [9]).Option(14, BitConverter.GetBytes(offset))));

    [Fact]
    public void A_time_beyond_64_bits_is_the_last() => Assert.Equal(long.MaxValue, Timed(ulong.MaxValue, static b => b.Option(9, [6])));

    [Fact]
    public void Comments_are_joined()
    {
        List<CapturedPacket> packets = new CaptureBytes().Section().Interface()
            .Enhanced(Data, options: static b => b.Option(1, "one"u8.ToArray()).Option(2, [0, 0, 0, 0]).Option(1, "zwei ü"u8.ToArray()))
            .Enhanced(Data).Read();
        Assert.Equal("one\nzwei ü", packets[0].Comment);
        Assert.Null(packets[1].Comment);
    }

    [Fact]
    public void Unknown_blocks_and_options_are_stepped_over()
    {
        List<CapturedPacket> packets = new CaptureBytes().Section().Block(4, static b => b.U32(0)).Interface(options: static b => b.Option(0x8001, Data))
            .Block(0xbad, static b => b.Raw(new byte[200])).Block(5, static b => b.Raw(new byte[12])).Enhanced(Data, options: static b => b.Option(0x7fff, Data))
            .Block(0x80000001, static _ => { }).Read();
        Assert.Single(packets);
    }

    [Fact]
    public void Interfaces_of_one_name_are_two_points()
    {
        List<CapturedPacket> packets = new CaptureBytes().Section().Interface(1, "eth0").Interface(1, "eth0").Interface(1).Interface(1)
            .Enhanced(Data, 0).Enhanced(Data, 1).Enhanced(Data, 2).Enhanced(Data, 3).Read();
        Assert.Equal(["eth0", "eth0#1", "bytes", "bytes#3"], packets.Select(static p => p.Interface.Name));
    }

    [Fact]
    public void A_simple_packet_is_as_long_as_its_interface_keeps()
    {
        CapturedPacket packet = new CaptureBytes().Section().Interface(snap: 3).Simple(Data[..3], wire: 99).Read()[0];
        Assert.Equal((3, 99), (packet.CapturedLength, packet.WireLength));
    }

    [Theory]
    [InlineData(4)] // as writers do
    [InlineData(32)] // as the draft says: bits
    public void A_frame_check_sequence_is_not_part_of_the_frame(byte length)
    {
        CapturedPacket packet = new CaptureBytes().Section().Interface(options: b => b.Option(13, [length])).Enhanced(Data, wire: 64).Read()[0];
        Assert.Equal((5, 60), (packet.CapturedLength, packet.WireLength));
        packet = new CaptureBytes().Section().Interface().Enhanced(Data, options: static b => b.Option(2, [4 << 5, 0, 0, 0])).Read()[0];
        Assert.Equal((1, 1), (packet.CapturedLength, packet.WireLength));
    }

    [Fact]
    public void Text_from_a_capture_has_no_control_characters()
    {
        const string Evil = "e\x1b[31mth\u202e0\r\n\0\u009b";
        CapturedPacket packet = new CaptureBytes().Section().Interface(1, Evil)
            .Enhanced(Data, options: static b => b.Option(1, System.Text.Encoding.UTF8.GetBytes(Evil)).Option(1, [0xff, 0xfe, 7])).Read()[0];
        Assert.Equal("e\\x1b[31mth\\u202e0\\x0d\\x0a\\x00\\x9b", packet.Interface.Name);
        Assert.Equal("e\\x1b[31mth\\u202e0\\x0d\\x0a\\x00\\x9b\n\uFFFD\uFFFD\\x07", packet.Comment);
    }

    private static long Timed(ulong ticks, Action<CaptureBytes> options) =>
        new CaptureBytes().Section().Interface(options: options).Enhanced(Data, ticks: ticks).Read()[0].TimestampNanoseconds;
}
