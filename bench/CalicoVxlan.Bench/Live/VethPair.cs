using System.Security.Cryptography;
using CalicoVxlan.Bench.Measuring;

namespace CalicoVxlan.Bench.Live;

/// <summary>Two network namespaces joined by a veth, for the length of a measurement.</summary>
internal sealed class VethPair : IDisposable
{
    public const string Interface = "bench0";

    public VethPair()
    {
        string id = RandomNumberGenerator.GetHexString(6, lowercase: true);
        Sender = $"cvxb{id}s";
        Receiver = $"cvxb{id}r";
        try
        {
            Ip("netns", "add", Sender);
            Ip("netns", "add", Receiver);
            Ip("-n", Sender, "link", "add", Interface, "type", "veth", "peer", "name", Interface, "netns", Receiver);

            // No addresses and no IPv6 chatter: what arrives is what was sent.
            Ip("netns", "exec", Receiver, "sysctl", "-qw", $"net.ipv6.conf.{Interface}.disable_ipv6=1");
            Ip("-n", Sender, "link", "set", Interface, "up");
            Ip("-n", Receiver, "link", "set", Interface, "up");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Sender { get; }

    public string Receiver { get; }

    public void Dispose()
    {
        _ = ChildProcess.Run(["ip", "netns", "del", Sender]);
        _ = ChildProcess.Run(["ip", "netns", "del", Receiver]);
    }

    private static void Ip(params string[] arguments)
    {
        Cost cost = ChildProcess.Run(["ip", .. arguments]);
        if (cost.ExitCode != 0)
        {
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)} failed: {cost.Errors.Trim()}");
        }
    }
}
