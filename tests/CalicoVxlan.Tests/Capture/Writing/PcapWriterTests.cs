using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Writing;
using static CalicoVxlan.Tests.Capture.Writing.TestPackets;

namespace CalicoVxlan.Tests.Capture.Writing;

public class PcapWriterTests
{
    [Fact]
    public void Header_and_record_are_those_of_the_draft()
    {
        using MemoryStream stream = new();
        using PcapWriter writer = new(stream);
        writer.Write(Packet(Any, length: 3, wire: 100));
        writer.Complete();
        string expected =
            "4D3CB2A1" + "0200" + "0400" + "00000000" + "00000000" + "00000400" + "14010000"
            + "00B95569" + "15CD5B07" + "03000000" + "64000000" + "000102";
        Assert.Equal(expected, Convert.ToHexString(stream.ToArray()));
    }

    [Fact]
    public void No_packet_still_makes_a_capture()
    {
        using MemoryStream stream = new();
        using PcapWriter writer = new(stream);
        writer.Complete();
        Assert.Equal(24, stream.Length);
    }

    [Fact]
    public void Another_link_type_is_refused_with_both_names_and_a_way_out()
    {
        using PcapWriter writer = new(Stream.Null, "out.pcap");
        writer.Write(Packet(Eth0));
        CaptureException refused = Assert.Throws<CaptureException>(() => writer.Write(Packet(Any)));
        Assert.Contains("Ethernet (1)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("LinuxSll2 (276)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("pcapng", refused.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void A_time_that_the_format_cannot_hold_is_refused(long time)
    {
        using PcapWriter writer = new(Stream.Null);
        _ = Assert.Throws<CaptureException>(() => writer.Write(Packet(Eth0, time: time)));
    }

    [Fact]
    public void Tshark_reads_times_and_lengths()
    {
        Tools.Need("tshark");
        using TemporaryFolder folder = new();
        string file = folder.File("out.pcap");
        using (ICaptureWriter writer = CaptureWriter.Create(file, CaptureWriter.FormatOf(file)))
        {
            writer.Write(Packet(Eth0, 60), ["lost"]);
            writer.Write(Packet(Vxlan, 61, Time + 1, wire: 1500));
            writer.Complete();
        }

        string output = Tools.Run("tshark", "-r", file, "-T", "fields", "-e", "frame.time_epoch", "-e", "frame.cap_len", "-e", "frame.len");
        Assert.Equal("1767225600.123456789\t60\t60\n1767225600.123456790\t61\t1500\n", output);
    }
}
