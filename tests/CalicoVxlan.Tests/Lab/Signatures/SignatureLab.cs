using System.Security.Cryptography;
using CalicoVxlan.Frames;
using CalicoVxlan.Lab;
using CalicoVxlan.Lab.Kernel;

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

    public CalicoLabNode Node(string node) => lab.Nodes.First(n => n.Name == node);

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
    public Observation Observe(SignatureTraffic traffic)
    {
        CalicoLabPod from = Pod(traffic.From);
        CalicoLabPod to = Pod(traffic.To);
        string sender = Node(traffic.From).Namespace;
        string receiver = Node(traffic.To).Namespace;
        string destination = traffic.Destination ?? to.PodAddress[0];
        Forget();
        using SevenPoints points = new(
        [
            (from.NetworkNamespace, "eth0"), (sender, from.Interface), (sender, "vxlan.calico"), (sender, "eth0"),
            (receiver, "eth0"), (receiver, "vxlan.calico"), (receiver, to.Interface),
        ]);
        Dictionary<string, long> senderBefore = NodeCounters.Read(sender);
        Dictionary<string, long> receiverBefore = NodeCounters.Read(receiver);
        using PodProbe probe = new(from.NetworkNamespace, destination, traffic.IsAnswered ? AnsweredAfter : LostAfter);
        Task<bool>[] probes = [.. traffic.Protocols.Select(p => Task.Run(() => Send(probe, p, traffic)))];
        bool[] answers = Task.WhenAll(probes).GetAwaiter().GetResult();
        IReadOnlyList<VxlanFrame>[] frames = points.Finish();
        return new Observation
        {
            Source = from.PodAddress[0],
            Destination = destination,
            Tried = traffic.Protocols,
            Answered = [.. traffic.Protocols.Where((_, i) => answers[i])],
            Frames = frames,
            Sender = NodeCounters.Growth(senderBefore, NodeCounters.Read(sender)),
            Receiver = NodeCounters.Growth(receiverBefore, NodeCounters.Read(receiver)),
        };
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
