using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace CalicoVxlan.Tests.Lab.Signatures;

/// <summary>Asks from a pod, by ping, UDP and TCP, and says what was answered within a time.</summary>
internal sealed class PodProbe(string networkNamespace, string target, TimeSpan patience)
{
    private static int lastId = Random.Shared.Next(0x4000);

    private readonly IPEndPoint endPoint = new(IPAddress.Parse(target), EchoServer.Port);

    /// <summary>Identifier of the echo requests.</summary>
    public int Id { get; } = Interlocked.Increment(ref lastId);

    /// <summary>An echo request.</summary>
    /// <param name="size">Bytes of ICMP payload; IPv4 and ICMP headers are 28 more.</param>
    /// <param name="dontFragment">DF, as ping -M do sets it.</param>
    /// <returns>True when the reply came.</returns>
    public async Task<bool> Ping(int size = 56, bool dontFragment = false)
    {
        using Socket socket = Open(SocketType.Raw, ProtocolType.Icmp);
        socket.DontFragment = dontFragment;
        byte[] request = new byte[8 + size];
        request[0] = 8;
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(4), (ushort)Id);
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(6), 1);
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(2), Checksum(request));
        return await Answered(async wait =>
        {
            await Send(socket, request, wait);
            byte[] buffer = new byte[0x10000];
            while (true)
            {
                // A raw socket gets all ICMP of its namespace, behind the IPv4 header.
                SocketReceiveFromResult got = await socket.ReceiveFromAsync(buffer, endPoint, wait);
                if (got.ReceivedBytes >= 28 && buffer[20] == 0 && BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(24)) == Id)
                {
                    return;
                }
            }
        });
    }

    /// <summary>An echo request over IPv6, by the program.</summary>
    public Task<bool> Ping6() =>
        Task.FromResult(Tools.TryRun("ip", "netns", "exec", networkNamespace, "ping", "-6", "-n", "-c", "1", "-W", "1", target).Code == 0);

    /// <summary>A datagram that is to be sent back.</summary>
    public async Task<bool> Datagram()
    {
        using Socket socket = Open(SocketType.Dgram, ProtocolType.Udp);
        byte[] buffer = new byte[64];
        return await Answered(async wait =>
        {
            await socket.ConnectAsync(endPoint, wait);
            _ = socket.Send(new byte[32]);
            _ = await socket.ReceiveAsync(buffer, wait);
        });
    }

    /// <summary>A connection with a few bytes that are to be sent back.</summary>
    public async Task<bool> Connection()
    {
        using Socket socket = Open(SocketType.Stream, ProtocolType.Tcp);
        byte[] buffer = new byte[64];
        return await Answered(async wait =>
        {
            await socket.ConnectAsync(endPoint, wait);
            _ = socket.Send(new byte[32]);
            _ = await socket.ReceiveAsync(buffer, wait);
        });
    }

    // Neighbours were just forgotten; a request that the kernel refuses meanwhile was never on the way.
    private async Task Send(Socket socket, byte[] request, CancellationToken wait)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                _ = socket.SendTo(request, endPoint);
                return;
            }
            catch (SocketException) when (attempt < 3)
            {
                await Task.Delay(20, wait);
            }
        }
    }

    private Socket Open(SocketType type, ProtocolType protocol) => NamespaceThread.Run(networkNamespace, () => new Socket(AddressFamily.InterNetwork, type, protocol));

    // Patience begins when it is sent, however long a busy machine takes to come to that.
    private async Task<bool> Answered(Func<CancellationToken, Task> exchange)
    {
        using CancellationTokenSource wait = new(patience);
        try
        {
            await exchange(wait.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private static ushort Checksum(ReadOnlySpan<byte> data)
    {
        uint sum = 0;
        for (int i = 0; i < data.Length; i += 2)
        {
            sum += (uint)(data[i] << 8 | (i + 1 < data.Length ? data[i + 1] : 0));
        }

        sum = (sum >> 16) + (sum & 0xffff);
        return (ushort)~(sum + (sum >> 16));
    }
}
