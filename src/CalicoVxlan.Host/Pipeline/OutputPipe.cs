using System.Text;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>
/// Collects output and hands it on in large pieces: at 32 KB, when the last time is more than 50 ms ago, and at the end. At a
/// terminal, each line goes at once.
/// </summary>
internal sealed class OutputPipe(Stream stream, bool isTerminal, int? width = null) : IDisposable
{
    private const int FlushAt = 32 * 1024;
    private const int MostWait = 50;

    private readonly Lock gate = new();
    private byte[] buffer = new byte[FlushAt * 2];
    private int length;
    private long lastFlush;
    private Timer? timer;
    private volatile bool closed;

    public bool IsTerminal => isTerminal;

    /// <summary>Columns of the terminal; null when lines are not to be cut.</summary>
    public int? Width => width;

    /// <summary>Colours are for terminals of people who want them.</summary>
    public bool Colours { get; init; }

    /// <summary>Takes away what stands on the terminal's last line before a row is written there.</summary>
    public Action? BeforeTerminalWrite { get; set; }

    public void WriteLine(ReadOnlySpan<char> line)
    {
        lock (gate)
        {
            Reserve(Encoding.UTF8.GetMaxByteCount(line.Length) + 1);
            length += Encoding.UTF8.GetBytes(line, buffer.AsSpan(length));
            buffer[length++] = (byte)'\n';
            FlushIfDue();
        }
    }

    public void WriteLine(ReadOnlySpan<byte> line)
    {
        lock (gate)
        {
            Reserve(line.Length + 1);
            line.CopyTo(buffer.AsSpan(length));
            length += line.Length;
            buffer[length++] = (byte)'\n';
            FlushIfDue();
        }
    }

    public void Flush()
    {
        lock (gate)
        {
            FlushNow();
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        try
        {
            Flush();
        }
        catch (OutputClosedException)
        {
            // Nobody is left who would read it.
        }
    }

    private void FlushIfDue()
    {
        if (closed)
        {
            throw new OutputClosedException();
        }

        if (isTerminal || length >= FlushAt || Environment.TickCount64 - lastFlush > MostWait)
        {
            FlushNow();
        }
        else
        {
            // A producer may pause with its last lines still here.
            timer ??= new Timer(static pipe => ((OutputPipe)pipe!).FlushQuietly(), this, MostWait, MostWait);
        }
    }

    private void FlushQuietly()
    {
        try
        {
            Flush();
        }
        catch (OutputClosedException)
        {
            // The next write will say so to the pipeline.
        }
    }

    private void FlushNow()
    {
        lastFlush = Environment.TickCount64;
        if (length == 0)
        {
            return;
        }

        if (isTerminal)
        {
            BeforeTerminalWrite?.Invoke();
        }

        int count = length;
        length = 0;
        try
        {
            stream.Write(buffer, 0, count);
            stream.Flush();
        }
        catch (IOException e)
        {
            closed = true;
            throw new OutputClosedException(e);
        }
    }

    private void Reserve(int count)
    {
        if (buffer.Length - length < count)
        {
            FlushNow();
            if (buffer.Length < count)
            {
                buffer = new byte[count];
            }
        }
    }
}
