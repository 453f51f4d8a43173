using System.Runtime.InteropServices;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>
/// Standard output as write(2). The console's stream hides that the reader of a pipe has gone, so that a command would go on for
/// nothing; a FileStream writes at positions of its own, over what others wrote to the same file.
/// </summary>
internal sealed partial class NativeOutput(int descriptor) : Stream
{
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const nuint WindowSize = 0x5413;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static Stream Open() => OperatingSystem.IsLinux() ? new NativeOutput(1) : Console.OpenStandardOutput();

    /// <summary>Columns of the terminal that output or messages go to; null when neither does.</summary>
    public static int? TerminalWidth()
    {
        for (int descriptor = 1; descriptor <= 2; descriptor++)
        {
            if (Control(descriptor, WindowSize, out TerminalSize size) == 0 && size.Columns > 0)
            {
                return size.Columns;
            }
        }

        return null;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written = WriteBytes(descriptor, buffer, (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error == TryAgain)
            {
                Thread.Sleep(1);
            }
            else if (error != Interrupted)
            {
                throw new IOException("Standard output: " + Marshal.GetPInvokeErrorMessage(error));
            }
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteBytes(int descriptor, ReadOnlySpan<byte> bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, nuint request, out TerminalSize size);

    // struct winsize.
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TerminalSize
    {
        public readonly ushort Rows;
        public readonly ushort Columns;
        public readonly ushort PixelsAcross;
        public readonly ushort PixelsDown;
    }
}
