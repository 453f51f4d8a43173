using System.IO.Compression;
using CalicoVxlan.Capture;

namespace CalicoVxlan.Tests.Capture.Files;

public class PcapReaderTests
{
    private static readonly byte[] Data = [1, 2, 3, 4, 5];

    [Theory]
    [InlineData(CaptureBytes.Micro, 1_000_000_005_000)]
    [InlineData(CaptureBytes.Nano, 1_000_000_000_005)]
    [InlineData(CaptureBytes.Modified, 1_000_000_005_000)]
    public void All_three_kinds_in_both_byte_orders(uint magic, long time)
    {
        foreach (bool bigEndian in new[] { false, true })
        {
            byte[] more = magic == CaptureBytes.Modified ? [0, 0, 0, 3, 8, 0, 4, 0] : [];
            List<CapturedPacket> packets = new CaptureBytes(bigEndian).Pcap(magic)
                .Record(Data, more: more).Record([9], seconds: uint.MaxValue, fraction: 999_999, wire: 1500, more: more).Read();
            Assert.Equal(2, packets.Count);
            Assert.Equal(Data, packets[0].Data.ToArray());
            Assert.Equal((time, 5, 1L, "bytes"), (packets[0].TimestampNanoseconds, packets[0].WireLength, packets[0].Number, packets[0].Interface.Name));
            Assert.Equal((1, 1500, 2L), (packets[1].CapturedLength, packets[1].WireLength, packets[1].Number));
            Assert.Equal(4_294_967_295, packets[1].TimestampNanoseconds / 1_000_000_000);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(276, 276)]
    [InlineData(0x0000_ffff, 0xffff)]
    [InlineData(0xa400_0001, 1)] // ten bytes of FCS, the most that five 16-bit units make
    public void The_link_type_is_the_lower_half(uint network, int link) =>
        Assert.Equal((LinkType)link, new CaptureBytes().Pcap(network: network).Record(Data).Read()[0].Interface.LinkType);

    [Theory]
    [InlineData(0x2400_0001, 5, 5, 1, 1)] // the whole frame: four bytes go
    [InlineData(0x2400_0001, 5, 100, 5, 96)] // cut far before its end
    [InlineData(0x2400_0001, 5, 7, 3, 3)] // cut inside the FCS
    [InlineData(0x2000_0001, 5, 5, 5, 5)] // bits without the bit that says they count
    [InlineData(0x2400_0001, 3, 3, 3, 3)] // shorter than an FCS: it has none
    public void A_frame_check_sequence_is_not_part_of_the_frame(uint network, int kept, uint wire, int captured, int onWire)
    {
        CapturedPacket packet = new CaptureBytes().Pcap(network: network).Record(Data[..kept], wire: wire).Read()[0];
        Assert.Equal((captured, onWire), (packet.CapturedLength, packet.WireLength));
    }

    [Fact]
    public void A_wire_length_below_the_captured_one_is_corrected() =>
        Assert.Equal(5, new CaptureBytes().Pcap().Record(Data, wire: 2).Read()[0].WireLength);

    [Fact]
    public void A_wire_length_beyond_an_int_is_the_largest() =>
        Assert.Equal(int.MaxValue, new CaptureBytes().Pcap().Record(Data, wire: uint.MaxValue).Read()[0].WireLength);

    [Fact]
    public void A_packet_without_bytes_is_a_packet() => Assert.Equal(2, new CaptureBytes().Pcap().Record([]).Record(Data).Read().Count);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Packets_larger_than_any_block_and_small_ones_alternate(bool reuse)
    {
        CaptureBytes bytes = new CaptureBytes().Pcap();
        int[] sizes = [10, 70_000, 1, 600_000, 0, 8_200, 65_000, 1_300_000, 3, 9_000, 9_000, 131_072];
        foreach (int size in sizes)
        {
            _ = bytes.Record(Pattern(size));
        }

        using IPacketSource source = CaptureBytes.Open(bytes.ToArray(), reuse);
        foreach (int size in sizes)
        {
            Assert.True(source.TryRead(out CapturedPacket packet, TestContext.Current.CancellationToken));
            Assert.True(packet.Data.SequenceEqual(Pattern(size)), $"{size} bytes");
        }

        Assert.False(source.TryRead(out _, TestContext.Current.CancellationToken));
        Assert.Null(source.Problem);
    }

    [Fact]
    public void Packets_that_are_kept_stay_as_they_were()
    {
        CaptureBytes bytes = new CaptureBytes().Pcap();
        Random random = new(3);
        int[] sizes = [.. Enumerable.Range(0, 2000).Select(_ => random.Next(0, 4) == 0 ? random.Next(20_000) : random.Next(300))];
        foreach (int size in sizes)
        {
            _ = bytes.Record(Pattern(size));
        }

        List<CapturedPacket> packets = CaptureBytes.Read(bytes.ToArray(), out _);
        Assert.All(packets, packet => Assert.True(packet.Data.SequenceEqual(Pattern(sizes[packet.Number - 1]))));
    }

    [Fact]
    public void Short_reads_make_no_difference()
    {
        byte[] bytes = new CaptureBytes().Pcap().Record(Pattern(100)).Record(Pattern(30_000)).Record(Pattern(5)).ToArray();
        foreach (int step in new[] { 1, 7, 1000 })
        {
            using IPacketSource source = CalicoVxlan.Capture.Files.CaptureFile.Open(
                new SlowStream(bytes, step), "slow", cancellation: TestContext.Current.CancellationToken);
            List<CapturedPacket> packets = Samples.Packets(source);
            Assert.Equal([100, 30_000, 5], packets.Select(static p => p.CapturedLength));
            Assert.All(packets, static p => Assert.True(p.Data.SequenceEqual(Pattern(p.CapturedLength))));
        }
    }

    [Fact]
    public void Gzip_of_one_and_of_several_members()
    {
        byte[] capture = new CaptureBytes().Pcap().Record(Data).Record(Pattern(1000)).ToArray();
        Assert.Equal(2, CaptureBytes.Read(Zip(capture), out CaptureProblem? problem).Count);
        Assert.Null(problem);
        Assert.Equal(2, CaptureBytes.Read([.. Zip(capture[..50]), .. Zip(capture[50..])], out problem).Count);
        Assert.Null(problem);
    }

    [Fact]
    public void Gzip_that_is_cut_gives_what_can_be_unpacked_and_says_so()
    {
        byte[] noise = new byte[50_000];
        new Random(4).NextBytes(noise);
        byte[] zipped = Zip(new CaptureBytes().Pcap().Record(Data).Record(noise).ToArray());
        List<CapturedPacket> packets = CaptureBytes.Read(zipped[..(zipped.Length / 2)], out CaptureProblem? problem);
        Assert.Single(packets);
        Assert.True(problem is { Kind: CaptureProblemKind.Cut, Offset: 45 }, $"{problem}");
    }

    [Fact]
    public void Gzip_that_is_damaged_says_so()
    {
        byte[] noise = new byte[50_000];
        new Random(4).NextBytes(noise);
        byte[] zipped = Zip(new CaptureBytes().Pcap().Record(Data).Record(noise).ToArray());
        zipped[^8] ^= 1; // The checksum of all that was packed, RFC 1952.
        _ = CaptureBytes.Read(zipped, out CaptureProblem? problem);
        Assert.Equal(CaptureProblemKind.Corrupt, problem?.Kind);
        Assert.Contains("compressed data", problem!.Message, StringComparison.Ordinal);
    }

    internal static byte[] Zip(byte[] bytes)
    {
        using MemoryStream zipped = new();
        using (GZipStream gzip = new(zipped, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return zipped.ToArray();
    }

    private static byte[] Pattern(int size)
    {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++)
        {
            bytes[i] = (byte)(i + size);
        }

        return bytes;
    }

    private sealed class SlowStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, step)]);
    }
}
