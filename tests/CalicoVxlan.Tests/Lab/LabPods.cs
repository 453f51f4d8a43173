using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CalicoVxlan.Lab;

namespace CalicoVxlan.Tests.Lab;

/// <summary>
/// Raw sockets in every pod of a lab, so that pods can ping and send to each other without a process each. A raw socket gets the IP header too,
/// hence the TTL that a packet arrives with.
/// </summary>
internal sealed class LabPods : IDisposable
{
    private const int EchoRequest = 8;
    private const int EchoReply = 0;

    private readonly CalicoLabPod[] pods;
    private readonly Socket[] icmp;
    private readonly IPAddress[] addresses;

    public LabPods(CalicoLab lab)
    {
        pods = [.. lab.Pods];
        addresses = [.. pods.Select(static p => IPAddress.Parse(p.PodAddress[0]))];
        icmp = [.. pods.Select(static p => NamespaceThread.Run(p.NetworkNamespace, static () => new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp)))];
    }

    /// <summary>Pings from every pod to every other, each pod one at a time and all at once; again what got no answer.</summary>
    /// <returns>What was not answered, and the TTLs of requests and answers where they arrived.</returns>
    public (List<string> Unanswered, Dictionary<(int From, int To), (int Request, int Reply)> Ttls) Mesh(TimeSpan patience)
    {
        Dictionary<(int, int), (int Request, int Reply)> ttls = [];
        long end = Stopwatch.GetTimestamp() + (long)(patience.TotalSeconds * Stopwatch.Frequency);
        List<(int From, int To)> left = [.. Enumerable.Range(1, pods.Length - 1).SelectMany(k => Enumerable.Range(0, pods.Length).Select(i => (i, (i + k) % pods.Length)))];
        while (left.Count > 0 && Stopwatch.GetTimestamp() < end)
        {
            foreach ((int From, int To)[] round in left.Chunk(pods.Length))
            {
                Array.ForEach(round, p => Send(p.From, p.To));
                Drain(ttls, round);
            }

            _ = left.RemoveAll(p => ttls.TryGetValue(p, out (int Request, int Reply) ttl) && ttl.Reply > 0);
        }

        return ([.. left.Select(p => $"{pods[p.From]} to {pods[p.To]}")], ttls);
    }

    public void Dispose() => Array.ForEach(icmp, static s => s.Dispose());

    private void Send(int from, int to)
    {
        byte[] echo = new byte[64];
        echo[0] = EchoRequest;
        BinaryPrimitives.WriteUInt16BigEndian(echo.AsSpan(4), (ushort)from);
        BinaryPrimitives.WriteUInt16BigEndian(echo.AsSpan(6), (ushort)to);
        int sum = 0;
        for (int i = 0; i < echo.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(echo.AsSpan(i));
        }

        BinaryPrimitives.WriteUInt16BigEndian(echo.AsSpan(2), (ushort)~((sum & 0xffff) + (sum >> 16)));
        _ = icmp[from].SendTo(echo, new IPEndPoint(addresses[to], 0));
    }

    private void Drain(Dictionary<(int, int), (int Request, int Reply)> ttls, (int From, int To)[] round)
    {
        byte[] buffer = new byte[2048];
        foreach ((int from, int to) in round)
        {
            while ((!ttls.TryGetValue((from, to), out (int Request, int Reply) seen) || seen.Reply == 0) && icmp[from].Poll(200_000, SelectMode.SelectRead))
            {
                Note(ttls, buffer.AsSpan(0, icmp[from].Receive(buffer)));
            }
        }

        foreach (Socket socket in icmp)
        {
            while (socket.Available > 0)
            {
                Note(ttls, buffer.AsSpan(0, socket.Receive(buffer)));
            }
        }
    }

    private static void Note(Dictionary<(int, int), (int Request, int Reply)> ttls, Span<byte> packet)
    {
        const int Header = 20;
        if (packet.Length < Header + 8 || packet[0] != 0x45 || packet[Header] is not (EchoRequest or EchoReply))
        {
            return;
        }

        (int, int) key = (BinaryPrimitives.ReadUInt16BigEndian(packet[(Header + 4)..]), BinaryPrimitives.ReadUInt16BigEndian(packet[(Header + 6)..]));
        _ = ttls.TryGetValue(key, out (int Request, int Reply) ttl);
        int now = packet[8];
        ttls[key] = packet[Header] == EchoRequest ? (now, ttl.Reply) : (ttl.Request, now);
    }
}
