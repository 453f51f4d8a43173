using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CalicoVxlan.Tests.Lab;

/// <summary>Known traffic from one node to the other, over the overlay.</summary>
internal static class Traffic
{
    public const int Port = 9999;

    public static string Marker(int i) => $"marker-{i:d6}-";

    /// <summary>UDP datagrams, each with its own marker.</summary>
    public static void Datagrams(NetworkNamespaces.Node from, NetworkNamespaces.Node to, int count)
    {
        using Socket receiver = NamespaceThread.Run(to.Namespace, () => Bound(SocketType.Dgram, ProtocolType.Udp, to.TunnelAddress));
        using Socket sender = NamespaceThread.Run(from.Namespace, () => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        sender.Connect(to.TunnelAddress, Port);
        for (int i = 0; i < count; i++)
        {
            _ = sender.Send(Encoding.ASCII.GetBytes(Marker(i)));
        }
    }

    /// <summary>One TCP connection; each marker is answered before the next is sent, so each has its own segment.</summary>
    public static void Conversation(NetworkNamespaces.Node from, NetworkNamespaces.Node to, int count)
    {
        using Socket listener = NamespaceThread.Run(to.Namespace, () => Bound(SocketType.Stream, ProtocolType.Tcp, to.TunnelAddress));
        listener.Listen();
        using Socket client = NamespaceThread.Run(from.Namespace, () => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        client.Connect(to.TunnelAddress, Port);
        using Socket server = listener.Accept();
        byte[] buffer = new byte[64];
        for (int i = 0; i < count; i++)
        {
            _ = client.Send(Encoding.ASCII.GetBytes(Marker(i)));
            int received = server.Receive(buffer);
            _ = server.Send(buffer, received, SocketFlags.None);
            _ = client.Receive(buffer);
        }
    }

    private static Socket Bound(SocketType type, ProtocolType protocol, IPAddress address)
    {
        Socket socket = new(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(address, Port));
        return socket;
    }
}
