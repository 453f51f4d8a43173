using CalicoVxlan.Capture.Writing;
using static CalicoVxlan.Tests.Capture.Writing.TestPackets;

namespace CalicoVxlan.Tests.Capture.Writing;

public class PcapngWriterTests
{
    [Fact]
    public void Section_interface_and_packet_are_the_blocks_of_the_draft()
    {
        using MemoryStream stream = new();
        using PcapngWriter writer = new(stream);
        writer.Write(Packet(Eth0, length: 6, wire: 100));
        writer.Complete();

        string expected =
            "0A0D0D0A30000000" + "4D3C2B1A01000000FFFFFFFFFFFFFFFF" + "04000B0043616C69636F56786C616E00" + "00000000" + "30000000"
            + "0100000028000000" + "0100000000000000" + "0200040065746830" + "0900010009000000" + "00000000" + "28000000"
            + "0600000028000000" + "00000000" + TimeHighLow() + "06000000" + "64000000" + "0001020304050000" + "28000000";
        Assert.Equal(expected, Convert.ToHexString(stream.ToArray()));
    }

    [Fact]
    public void No_packet_still_makes_a_capture()
    {
        using MemoryStream stream = new();
        using PcapngWriter writer = new(stream);
        writer.Complete();
        Assert.Equal(48, stream.Length);
    }

    [Fact]
    public void Tshark_reads_interfaces_times_lengths_and_comments()
    {
        Tools.Need("tshark");
        using TemporaryFolder folder = new();
        string file = folder.File("out.pcapng");
        using (ICaptureWriter writer = CaptureWriter.Create(file, CaptureFormat.Pcapng))
        {
            writer.Write(Packet(Eth0, 60), ["first", "zweiter ü"]);
            writer.Write(Packet(Vxlan, 61, Time + 1, wire: 1500, comment: "own"));
            writer.Write(Packet(Any, 62, Time + 1_000_000_000));
            writer.Write(Packet(Eth0 with { Path = "other.pcapng" }, 63, Time - 5), []);
            writer.Complete();
        }

        string output = Tools.Run(
            "tshark", "-r", file, "-T", "fields", "-e", "frame.interface_name", "-e", "frame.time_epoch", "-e", "frame.cap_len", "-e", "frame.len", "-e", "frame.comment");
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
        [
            "eth0\t1767225600.123456789\t60\t60\tfirst,zweiter ü",
            "vxlan.calico\t1767225600.123456790\t61\t1500\town",
            "any\t1767225601.123456789\t62\t62",
            "eth0\t1767225600.123456784\t63\t63",
        ],
        lines.Select(static l => l.TrimEnd('\t')));
    }

    [Fact]
    public void Tcpdump_reads_interfaces_of_different_snap_lengths()
    {
        Tools.Need("tcpdump");
        using TemporaryFolder folder = new();
        string file = folder.File("out.pcapng");
        using (ICaptureWriter writer = CaptureWriter.Create(file, CaptureFormat.Pcapng))
        {
            writer.Write(Packet(Vxlan, 96));
            writer.Write(Packet(Eth0, 1400));
            writer.Complete();
        }

        Assert.Equal(2, Tools.Run("tcpdump", "-nqr", file).Split('\n').Length - 1);
    }

    [Fact]
    public void A_packet_larger_than_the_buffer_and_many_small_ones_survive()
    {
        Tools.Need("capinfos");
        using TemporaryFolder folder = new();
        string file = folder.File("out.pcapng");
        using (ICaptureWriter writer = CaptureWriter.Create(file, CaptureFormat.Pcapng))
        {
            for (int i = 0; i < 20_000; i++)
            {
                writer.Write(Packet(Eth0, i % 200, Time + i));
            }

            writer.Write(Packet(Eth0, 262_144, Time + 20_000));
            writer.Write(Packet(Eth0, 60, Time + 20_001));
            writer.Complete();
        }

        Assert.Contains("20002", Tools.Run("capinfos", "-cM", file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_too_long_for_an_option_is_cut_at_a_character()
    {
        using MemoryStream stream = new();
        using PcapngWriter writer = new(stream);
        writer.Write(Packet(Eth0, 4), [new string('ü', 40_000)]);
        writer.Complete();
        byte[] bytes = stream.ToArray();
        int option = 48 + 40 + 8 + 20 + 4;
        Assert.Equal(1, BitConverter.ToUInt16(bytes, option));
        Assert.Equal(65_534, BitConverter.ToUInt16(bytes, option + 2));
    }

    [Fact]
    public void A_packet_costs_no_allocation()
    {
        using PcapngWriter writer = new(Stream.Null);
        var packet = Packet(Eth0, 100);
        string[] comments = ["a", "b"];
        writer.Write(packet, comments);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            writer.Write(packet, comments);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static string TimeHighLow() =>
        Convert.ToHexString(BitConverter.GetBytes((uint)((ulong)Time >> 32))) + Convert.ToHexString(BitConverter.GetBytes(unchecked((uint)(ulong)Time)));
}
