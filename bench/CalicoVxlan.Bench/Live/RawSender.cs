using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CalicoVxlan.Bench.Live;

/// <summary>
/// Sends frames into an interface as fast as asked: an AF_PACKET socket, many frames a system call (sendmmsg(2)), past the
/// queueing discipline (PACKET_QDISC_BYPASS in packet(7)).
/// </summary>
internal sealed unsafe partial class RawSender : IDisposable
{
    private const int AfPacket = 17;
    private const int SockRaw = 3;
    private const int SolPacket = 263;
    private const int PacketQdiscBypass = 20;
    private const int SocketAddressLength = 20;

    private readonly int socket;
    private readonly byte* address;
    private readonly byte* frames;
    private readonly Vector* vectors;
    private readonly Message* messages;
    private readonly int batch;

    public RawSender(string interfaceName, byte[][] frames)
    {
        socket = Check(Socket(AfPacket, SockRaw, 0), "socket");
        int on = 1;
        _ = Check(SetOption(socket, SolPacket, PacketQdiscBypass, &on, sizeof(int)), "setsockopt");

        // struct sockaddr_ll of packet(7): family, protocol, index; the frame brings its own addresses.
        address = (byte*)NativeMemory.AllocZeroed(SocketAddressLength);
        *(ushort*)address = AfPacket;
        *(uint*)(address + 4) = IndexOf(interfaceName);

        batch = frames.Length;
        this.frames = (byte*)NativeMemory.Alloc((nuint)frames.Sum(static f => f.Length));
        vectors = (Vector*)NativeMemory.AllocZeroed((nuint)batch, (nuint)sizeof(Vector));
        messages = (Message*)NativeMemory.AllocZeroed((nuint)batch, (nuint)sizeof(Message));
        byte* next = this.frames;
        for (int i = 0; i < batch; i++)
        {
            frames[i].CopyTo(new Span<byte>(next, frames[i].Length));
            vectors[i] = new Vector { Base = next, Length = (nuint)frames[i].Length };
            next += frames[i].Length;
            messages[i] = new Message { Name = address, NameLength = SocketAddressLength, Vectors = &vectors[i], VectorCount = 1 };
        }
    }

    /// <summary>Sends the frames over and over, at a rate and for a time.</summary>
    /// <returns>Frames that went out.</returns>
    public long Send(double framesPerSecond, TimeSpan duration)
    {
        long sent = 0;
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (elapsed >= duration.TotalSeconds)
            {
                return sent;
            }

            long due = (long)(framesPerSecond * elapsed) - sent;
            if (due < batch)
            {
                // A short nap instead of spinning: the receiver needs a processor too.
                Thread.Sleep(1);
                continue;
            }

            int count = SendMany(socket, messages, (uint)batch, 0);
            if (count > 0)
            {
                sent += count;
            }
        }
    }

    public void Dispose()
    {
        _ = Close(socket);
        NativeMemory.Free(address);
        NativeMemory.Free(frames);
        NativeMemory.Free(vectors);
        NativeMemory.Free(messages);
    }

    private static uint IndexOf(string interfaceName) =>
        InterfaceIndex(interfaceName) is > 0 and uint index ? index : throw new InvalidOperationException($"There is no interface '{interfaceName}'.");

    private static int Check(int result, string call) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), call);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(int socket, int level, int option, void* value, int length);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    private static partial int SendMany(int socket, Message* messages, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint InterfaceIndex(string name);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [StructLayout(LayoutKind.Sequential)]
    private struct Vector
    {
        public void* Base;
        public nuint Length;
    }

    /// <summary>struct mmsghdr of sendmmsg(2), on 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Message
    {
        public void* Name;
        public int NameLength;
        public Vector* Vectors;
        public nuint VectorCount;
        public void* Control;
        public nuint ControlLength;
        public int Flags;
        public uint Sent;
    }
}
