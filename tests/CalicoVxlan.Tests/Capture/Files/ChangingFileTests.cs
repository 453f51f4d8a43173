using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Files;

namespace CalicoVxlan.Tests.Capture.Files;

public class ChangingFileTests
{
    private const int Packets = 5000;
    private static readonly byte[] Whole = new CaptureBytes().Record(new byte[1000]).ToArray();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(100_001)]
    [InlineData(24)]
    [InlineData(0)]
    public void A_file_that_is_truncated_while_it_is_read_ends_with_a_cut(int length)
    {
        using TemporaryFolder folder = new();
        string path = Make(folder);
        using IPacketSource source = CaptureFile.Open(path, cancellation: Cancellation);
        Assert.True(source.TryRead(out _, Cancellation));
        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(length);
        }

        Assert.InRange(Samples.Packets(source).Count, 1, Packets - 2);
        Assert.True(source.Problem is null or { Kind: CaptureProblemKind.Cut }, $"{source.Problem}");
        Assert.False(source.TryRead(out _, Cancellation));
    }

    [Fact]
    public void A_file_that_grows_while_it_is_read_is_read_to_its_new_end()
    {
        using TemporaryFolder folder = new();
        string path = Make(folder);
        using IPacketSource source = CaptureFile.Open(path, cancellation: Cancellation);
        Assert.True(source.TryRead(out _, Cancellation));
        using (FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(Whole);
            file.Write(Whole.AsSpan(0, 17));
        }

        Assert.Equal(Packets, Samples.Packets(source).Count);
        Assert.Equal((CaptureProblemKind.Cut, new FileInfo(path).Length - 17), (source.Problem!.Kind, source.Problem.Offset));
    }

    [Fact]
    public void A_file_that_is_deleted_while_it_is_read_is_read_to_its_end()
    {
        using TemporaryFolder folder = new();
        string path = Make(folder);
        using IPacketSource source = CaptureFile.Open(path, reuseBlocks: true, cancellation: Cancellation);
        Assert.True(source.TryRead(out _, Cancellation));
        File.Delete(path);
        Assert.Equal(Packets - 1, Samples.Packets(source).Count);
        Assert.Null(source.Problem);
        Assert.Equal(source.TotalBytes, source.BytesRead);
    }

    [Fact]
    public void A_capture_point_without_a_name_is_the_files()
    {
        using TemporaryFolder folder = new();
        using IPacketSource source = CaptureFile.Open(Make(folder), cancellation: Cancellation);
        Assert.True(source.TryRead(out CapturedPacket packet, Cancellation));
        Assert.Equal(("node-1.eth0", folder.File("node-1.eth0.pcap")), (packet.Interface.Name, packet.Interface.Path));
    }

    private static string Make(TemporaryFolder folder)
    {
        string path = folder.File("node-1.eth0.pcap");
        using FileStream file = File.Create(path);
        file.Write(new CaptureBytes().Pcap().ToArray());
        for (int i = 0; i < Packets; i++)
        {
            file.Write(Whole);
        }

        return path;
    }
}
