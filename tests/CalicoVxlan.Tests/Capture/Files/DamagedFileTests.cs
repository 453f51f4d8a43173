using System.Buffers.Binary;
using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Files;

namespace CalicoVxlan.Tests.Capture.Files;

public class DamagedFileTests
{
    private static readonly byte[] Data = [1, 2, 3, 4, 5];

    [Fact]
    public void A_pcap_cut_at_any_byte_gives_its_whole_packets_and_the_place()
    {
        CaptureBytes built = new CaptureBytes().Pcap();
        List<int> ends = [built.Length];
        for (int i = 0; i < 4; i++)
        {
            ends.Add(built.Record(Data[..i]).Length);
        }

        Cut(built.ToArray(), header: 24, ends);
    }

    [Fact]
    public void A_pcapng_cut_at_any_byte_gives_its_whole_packets_and_the_place()
    {
        CaptureBytes built = new CaptureBytes().Section();
        List<int> ends = [0, built.Length];
        ends.Add(built.Interface(1, "eth0").Length);
        ends.Add(built.Enhanced(Data, options: static b => b.Option(1, Data)).Length);
        ends.Add(built.Simple(Data).Length);
        ends.Add(built.Block(77, static b => b.U32(1)).Length);
        ends.Add(built.Obsolete(Data).Length);
        Cut(built.ToArray(), header: 4, ends);
    }

    private static void Cut(byte[] bytes, int header, List<int> ends)
    {
        int[] numbers = [.. CaptureBytes.Read(bytes, out _).Select(static p => p.Offset + p.CapturedLength)];
        for (int length = 0; length <= bytes.Length; length++)
        {
            byte[] part = bytes[..length];
            if (length < header)
            {
                CaptureException refused = Assert.Throws<CaptureException>(() => CaptureBytes.Open(part));
                Assert.Equal(CaptureFailure.NotACapture, refused.Failure);
                continue;
            }

            List<CapturedPacket> packets = CaptureBytes.Read(part, out CaptureProblem? problem);
            int last = ends.Last(e => e <= length);
            Assert.InRange(packets.Count, 0, numbers.Length);
            Assert.All(packets, p => Assert.True(p.Data.SequenceEqual(Data.AsSpan(0, p.CapturedLength))));
            if (last == length)
            {
                Assert.Null(problem);
            }
            else
            {
                Assert.Equal((CaptureProblemKind.Cut, last, true), (problem!.Kind, (int)problem.Offset, problem.IsWarning));
            }
        }
    }

    [Theory]
    [InlineData(0xffff_ffff)]
    [InlineData(0x8000_0000)]
    [InlineData(0x7fff_ffff)]
    [InlineData(16 * 1024 * 1024 + 1)]
    public void A_pcap_record_of_impossible_length_is_corrupt(uint length)
    {
        byte[] bytes = new CaptureBytes().Pcap().Record(Data).Record(Data).ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(24 + 21 + 8), length);
        AssertCorrupt(bytes, offset: 24 + 21);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(28)] // too short for its own kind
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(0x7fff_fffc)]
    [InlineData(0x8000_0000)]
    [InlineData(0xffff_fffc)]
    public void A_pcapng_block_of_impossible_length_is_corrupt(uint length)
    {
        CaptureBytes built = new CaptureBytes().Section().Interface().Enhanced(Data);
        int offset = built.Length;
        byte[] bytes = built.Enhanced(Data).ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset + 4), length);
        AssertCorrupt(bytes, offset);
    }

    [Theory]
    [InlineData(8, 1)] // an interface that nobody described
    [InlineData(8, 0xffff_ffff)]
    [InlineData(20, 9)] // more captured than the block holds
    [InlineData(20, 0xffff_ffff)]
    [InlineData(20, 0x8000_0000)]
    public void A_pcapng_packet_that_contradicts_its_block_is_corrupt(int at, uint value)
    {
        CaptureBytes built = new CaptureBytes().Section().Interface().Enhanced(Data);
        int offset = built.Length;
        byte[] bytes = built.Enhanced(Data).ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset + at), value);
        AssertCorrupt(bytes, offset);
    }

    [Fact]
    public void A_section_of_no_byte_order_is_corrupt()
    {
        byte[] bytes = new CaptureBytes().Section().ToArray();
        bytes[8] = 0;
        _ = CaptureBytes.Read(bytes, out CaptureProblem? problem);
        Assert.Equal((CaptureProblemKind.Corrupt, 0L), (problem!.Kind, problem.Offset));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_large_length_that_lies_costs_no_memory(bool pcapng)
    {
        byte[] bytes = pcapng ? new CaptureBytes().Section().Interface().Enhanced(Data).ToArray() : new CaptureBytes().Pcap().Record(Data).ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(pcapng ? 28 + 20 + 4 : 24 + 8), 15 * 1024 * 1024);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Empty(CaptureBytes.Read(bytes, out CaptureProblem? problem));
        Assert.Equal(CaptureProblemKind.Cut, problem!.Kind);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void An_empty_file_is_no_capture()
    {
        CaptureException refused = Assert.Throws<CaptureException>(static () => CaptureBytes.Open([]));
        Assert.Equal(CaptureFailure.NotACapture, refused.Failure);
        Assert.Contains("empty", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_capture_is_named_by_its_first_bytes()
    {
        CaptureException refused = Assert.Throws<CaptureException>(static () => CaptureBytes.Open("\x1b]0;hello"u8.ToArray()));
        Assert.Contains("begins with 1b 5d 30 3b 68 65 6c 6c 6f", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Message + refused.Remedy, char.IsControl);
        refused = Assert.Throws<CaptureException>(static () => CaptureBytes.Open(PcapReaderTests.Zip("no capture"u8.ToArray())));
        Assert.Contains("begins with 6e 6f", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_that_is_none_is_no_capture()
    {
        CaptureException refused = Assert.Throws<CaptureException>(static () => CaptureBytes.Open([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
        Assert.Equal(CaptureFailure.NotACapture, refused.Failure);
    }

    [Fact]
    public void Paths_that_lead_nowhere_say_so()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(CaptureFailure.FileNotFound, Refusal(folder.File("missing\x1b.pcap")).Failure);
        Assert.DoesNotContain(Refusal(folder.File("missing\x1b.pcap")).Message, char.IsControl);
        Assert.Equal(CaptureFailure.IsDirectory, Refusal(folder.Path).Failure);
    }

    private static CaptureException Refusal(string path) => Assert.Throws<CaptureException>(() => CaptureFile.Open(path));

    private static void AssertCorrupt(byte[] bytes, int offset)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        List<CapturedPacket> packets = CaptureBytes.Read(bytes, out CaptureProblem? problem);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Single(packets);
        Assert.Equal((CaptureProblemKind.Corrupt, (long)offset, false), (problem!.Kind, problem.Offset, problem.IsWarning));
        Assert.Contains($"byte {offset}", problem.Message, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 100_000);
    }
}
