using System.Security.Cryptography;
using CalicoVxlan.Frames;
using CalicoVxlan.Lab;
using CalicoVxlan.Lab.Kernel;
using CalicoVxlan.Model;

namespace CalicoVxlan.Tests.Lab.Signatures;

/// <summary>A lab whose pods answer, and whose traffic is watched.</summary>
internal sealed class SignatureLab : IDisposable
{
    // What is not answered by then has been lost: the way through the lab takes well under a millisecond.
    private static readonly TimeSpan LostAfter = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AnsweredAfter = TimeSpan.FromSeconds(3);

    private readonly List<EchoServer> servers = [];
    private CalicoLab lab;

    public SignatureLab(CalicoLabOptions options)
    {
        lab = CalicoLab.New(options with { Name = "s" + RandomNumberGenerator.GetHexString(5, lowercase: true) }, cancellation: TestContext.Current.CancellationToken);
        try
        {
            foreach (CalicoLabPod pod in lab.Pods)
            {
                // A server that says SYN ACK again and again would still be heard when the next fault is set.
                NamespaceThread.Run(pod.NetworkNamespace, static () => File.WriteAllText("/proc/sys/net/ipv4/tcp_synack_retries", "0"));
            }

            servers.AddRange(lab.Pods.Select(static p => new EchoServer(p.NetworkNamespace)));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public CalicoLab Lab => lab;

    /// <summary>The first pod of a node.</summary>
    public CalicoLabPod Pod(string node) => lab.Pods.First(p => p.Node == node);

    public string Address(string node) => Pod(node).PodAddress[0];

    public CalicoLabNode Node(string node) => lab.Nodes.First(n => n.Node == node);

    /// <summary>Runs with a fault and undoes it.</summary>
    public T With<T>(string fault, string? node, string? peer, Func<T> body)
    {
        lab = lab.SetFault(fault, node, peer);
        try
        {
            return body();
        }
        finally
        {
            lab = lab.ClearFault();
        }
    }

    /// <summary>Sends from a node's first pod to that of another, or to an address that stands for it, and watches.</summary>
    /// <param name="traffic">What is to be sent.</param>
    /// <param name="answered">The protocols that should be answered: worth a longer wait on a busy machine.</param>
    public Observation Observe(SignatureTraffic traffic, IReadOnlyList<string> answered)
    {
        CalicoLabPod from = Pod(traffic.From);
        CalicoLabPod to = traffic.ToPod is { } name ? lab.Pods.First(p => p.Pod == name) : Pod(traffic.To);
        string device = traffic.IsIpv6 ? CalicoNames.Device6 : CalicoNames.Device;
        string sender = Node(traffic.From).Namespace;
        string receiver = Node(traffic.To).Namespace;
        string destination = traffic.Destination ?? to.PodAddress[traffic.IsIpv6 ? 1 : 0];
        Forget();
        using SevenPoints points = new(
        [
            (from.NetworkNamespace, "eth0"), (sender, from.Interface), (sender, device), (sender, "eth0"),
            (receiver, "eth0"), (receiver, device), (receiver, to.Interface),
        ]);
        Dictionary<string, long> senderBefore = NodeCounters.Read(sender);
        Dictionary<string, long> receiverBefore = NodeCounters.Read(receiver);
        Task<bool>[] probes = [.. traffic.Protocols.Select(p => Task.Run(() =>
            Send(new PodProbe(from.NetworkNamespace, destination, answered.Contains(p) ? AnsweredAfter : LostAfter), p, traffic)))];
        bool[] answers = Task.WhenAll(probes).GetAwaiter().GetResult();
        IReadOnlyList<VxlanFrame>[] frames = points.Finish();
        return new Observation
        {
            Source = from.PodAddress[traffic.IsIpv6 ? 1 : 0],
            Destination = destination,
            Tried = traffic.Protocols,
            Blind = points.Blind,
            Answered = [.. traffic.Protocols.Where((_, i) => answers[i])],
            Frames = frames,
            Sender = NodeCounters.Growth(senderBefore, NodeCounters.Read(sender)),
            Receiver = NodeCounters.Growth(receiverBefore, NodeCounters.Read(receiver)),
        };
    }

    /// <summary>Each of the pairs talks by ping, UDP and TCP; returns those that got no answer.</summary>
    public IEnumerable<string> Ask(IEnumerable<(CalicoLabPod From, CalicoLabPod To)> pairs)
    {
        Forget();
        foreach ((CalicoLabPod from, CalicoLabPod to) in pairs)
        {
            PodProbe probe = new(from.NetworkNamespace, to.PodAddress[0], AnsweredAfter);
            foreach (string protocol in Observation.Protocols)
            {
                if (!Send(probe, protocol, new SignatureTraffic()).GetAwaiter().GetResult())
                {
                    yield return $"No answer by {protocol} from {from} to {to}.";
                }
            }
        }
    }

    public void Dispose()
    {
        foreach (EchoServer server in servers)
        {
            server.Dispose();
        }

        CalicoLab.Remove(lab.Name);
    }

    private static Task<bool> Send(PodProbe probe, string protocol, SignatureTraffic traffic) => protocol switch
    {
        "UDP" => probe.Datagram(),
        "TCP" => probe.Connection(),
        "ICMPv6" => probe.Ping6(),
        _ => probe.Ping(traffic.Size, traffic.DontFragment),
    };

    // What one fault taught nodes and pods must not show in the next: neighbours and path MTUs. Permanent neighbours stay.
    private void Forget()
    {
        foreach (string name in (string[])[.. lab.Nodes.Select(static n => n.Namespace), .. lab.Pods.Select(static p => p.NetworkNamespace)])
        {
            NamespaceThread.Run(name, () => LabTool.Batch("ip", name, ["neigh flush all", "route flush cache"]));
        }
    }
}
