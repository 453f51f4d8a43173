using System.Diagnostics;
using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Files;

namespace CalicoVxlan.Tests.Capture.Files;

public class PipeTests
{
    private static readonly byte[] Data = [1, 2, 3, 4, 5];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(0.5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Packets_come_out_while_the_writer_still_writes(bool reuse)
    {
        using Fifo fifo = new();
        Task<FileStream> opening = fifo.OpenWriter();
        Task<IPacketSource> reading = Task.Run(() => CaptureFile.Open(fifo.Path, reuse, Cancellation), Cancellation);
        FileStream writer = Wait(opening);
        Write(writer, new CaptureBytes().Pcap().ToArray());
        using IPacketSource source = Wait(reading);
        for (int i = 1; i <= 50; i++)
        {
            byte[] record = new CaptureBytes().Record(new byte[i * 100]).ToArray();
            Write(writer, record[..9]);
            Write(writer, record[9..]);
            CapturedPacket packet = Wait(Task.Run(() => source.TryRead(out CapturedPacket p, Cancellation) ? p : default, Cancellation));
            Assert.Equal((i, i * 100), (packet.Number, packet.CapturedLength));
        }

        writer.Dispose();
        Assert.False(Wait(Task.Run(() => source.TryRead(out _, Cancellation), Cancellation)));
        Assert.Null(source.Problem);
        Assert.Null(source.TotalBytes);
    }

    [Fact]
    public void A_writer_that_dies_in_a_packet_leaves_a_cut()
    {
        using Fifo fifo = new();
        Task<FileStream> opening = fifo.OpenWriter();
        Task<IPacketSource> reading = Task.Run(() => CaptureFile.Open(fifo.Path, cancellation: Cancellation), Cancellation);
        using (FileStream writer = Wait(opening))
        {
            Write(writer, new CaptureBytes().Pcap().Record(Data).Record(Data).ToArray()[..^1]);
        }

        using IPacketSource source = Wait(reading);
        Assert.Single(Samples.Packets(source));
        Assert.Equal((CaptureProblemKind.Cut, 45L), (source.Problem!.Kind, source.Problem.Offset));
    }

    [Theory]
    [InlineData(0)] // no writer's first byte
    [InlineData(2)]
    [InlineData(10)] // a part of the header
    public void Opening_a_silent_pipe_can_be_cancelled(int written)
    {
        using Fifo fifo = new();
        Task<FileStream> opening = fifo.OpenWriter();
        using CancellationTokenSource cancelled = new();
        Task<Exception?> reading = Task.Run(() => Record.Exception(() => CaptureFile.Open(fifo.Path, cancellation: cancelled.Token)), Cancellation);
        using FileStream writer = Wait(opening);
        Write(writer, new CaptureBytes().Pcap().ToArray()[..written]);
        Stopwatch time = Stopwatch.StartNew();
        cancelled.Cancel();
        _ = Assert.IsType<OperationCanceledException>(Wait(reading), exactMatch: false);
        Assert.InRange(time.Elapsed, TimeSpan.Zero, Quick);
    }

    [Fact]
    public void Cancelling_in_the_middle_of_a_header_is_no_verdict_on_the_capture()
    {
        for (int i = 0; i < 20; i++)
        {
            using SilentStream silent = new(new CaptureBytes().Pcap().ToArray()[..10]);
            using CancellationTokenSource cancelled = new();
            Exception? refusal = null;
            Thread reading = new(() => refusal = Record.Exception(() => CaptureFile.Open(silent, "silent", cancellation: cancelled.Token)));
            reading.Start();
            Assert.True(silent.IsSilent.Wait(Patience, Cancellation));
            // The ten bytes are there; give the reader a chance to take them.
            _ = SpinWait.SpinUntil(() => (reading.ThreadState & System.Threading.ThreadState.WaitSleepJoin) != 0, Quick);
            cancelled.Cancel();
            Assert.True(reading.Join(Patience));
            _ = Assert.IsType<OperationCanceledException>(refusal, exactMatch: false);
        }
    }

    [Fact]
    public void A_silent_pipe_can_be_cancelled_and_read_on()
    {
        using Fifo fifo = new();
        Task<FileStream> opening = fifo.OpenWriter();
        Task<IPacketSource> reading = Task.Run(() => CaptureFile.Open(fifo.Path, cancellation: Cancellation), Cancellation);
        using FileStream writer = Wait(opening);
        byte[] bytes = new CaptureBytes().Pcap().Record(Data).ToArray();
        Write(writer, bytes[..30]);
        using IPacketSource source = Wait(reading);
        using CancellationTokenSource cancelled = new();
        Task<bool> waiting = Task.Run(() => source.TryRead(out _, cancelled.Token), Cancellation);
        Stopwatch time = Stopwatch.StartNew();
        cancelled.Cancel();
        Assert.False(Wait(waiting));
        Assert.InRange(time.Elapsed, TimeSpan.Zero, Quick);
        Assert.Null(source.Problem);

        Write(writer, bytes[30..]);
        Assert.True(Wait(Task.Run(() => source.TryRead(out _, Cancellation), Cancellation)));
    }

    private static T Wait<T>(Task<T> task) => task.Wait(Patience) ? task.GetAwaiter().GetResult() : throw new TimeoutException("Nothing came.");

    private static void Write(FileStream writer, byte[] bytes)
    {
        writer.Write(bytes);
        writer.Flush();
    }

    /// <summary>Some bytes, then nothing until it is disposed.</summary>
    private sealed class SilentStream(byte[] bytes) : MemoryStream(bytes)
    {
        private readonly ManualResetEventSlim end = new();

        public ManualResetEventSlim IsSilent { get; } = new();

        public override int Read(Span<byte> buffer)
        {
            int read = base.Read(buffer);
            if (read == 0)
            {
                IsSilent.Set();
                end.Wait();
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            end.Set();
            base.Dispose(disposing);
        }
    }

    private sealed class Fifo : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Fifo()
        {
            Tools.Need("mkfifo");
            Path = folder.File("pipe");
            _ = Tools.Run("mkfifo", Path);
        }

        public string Path { get; }

        // Waits for the reader.
        public Task<FileStream> OpenWriter() => Task.Run(() => new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), Cancellation);

        public void Dispose() => folder.Dispose();
    }
}
