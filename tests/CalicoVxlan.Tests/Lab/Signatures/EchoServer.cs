using System.Net;
using System.Net.Sockets;

namespace CalicoVxlan.Tests.Lab.Signatures;

/// <summary>What a pod serves: it sends back what comes to it by UDP and TCP, and remembers the TTL that datagrams came with.</summary>
internal sealed class EchoServer : IDisposable
{
    public const int Port = 9999;

    private readonly Socket datagrams;
    private readonly Socket listener;

    public EchoServer(string networkNamespace)
    {
        datagrams = NamespaceThread.Run(networkNamespace, static () => Bound(SocketType.Dgram, ProtocolType.Udp));
        listener = NamespaceThread.Run(networkNamespace, static () => Bound(SocketType.Stream, ProtocolType.Tcp));
        listener.Listen();
        _ = EchoDatagrams();
        _ = Accept();
    }

    public void Dispose()
    {
        datagrams.Dispose();
        listener.Dispose();
    }

    private static Socket Bound(SocketType type, ProtocolType protocol)
    {
        Socket socket = new(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Any, Port));
        return socket;
    }

    private async Task EchoDatagrams()
    {
        byte[] buffer = new byte[2048];
        while (true)
        {
            try
            {
                SocketReceiveFromResult got = await datagrams.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
                _ = await datagrams.SendToAsync(buffer.AsMemory(0, got.ReceivedBytes), got.RemoteEndPoint);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.OperationAborted)
            {
                return;
            }
            catch (SocketException)
            {
                // There is no way back to the sender: that is a fault of the lab, not of the server.
            }
        }
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Echo(await listener.AcceptAsync());
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The end.
        }
    }

    private static async Task Echo(Socket client)
    {
        using Socket connection = client;
        byte[] buffer = new byte[2048];
        try
        {
            int got;
            while ((got = await connection.ReceiveAsync(buffer)) > 0)
            {
                _ = await connection.SendAsync(buffer.AsMemory(0, got));
            }
        }
        catch (SocketException)
        {
            // The other side went away.
        }
    }
}
