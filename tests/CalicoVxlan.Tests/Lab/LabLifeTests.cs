using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CalicoVxlan.Lab;
using CalicoVxlan.Lab.Plan;

namespace CalicoVxlan.Tests.Lab;

/// <summary>How labs come and go.</summary>
public sealed class LabLifeTests
{
    [Fact]
    public void Two_labs_live_side_by_side_and_go_apart()
    {
        using TemporaryLab one = new(new CalicoLabOptions());
        using TemporaryLab other = new(new CalicoLabOptions());
        CalicoLab.Remove(one.Name, one.Store);
        Assert.Empty(LabStore.NamespacesOf(one.Name));
        Assert.Equal(other.Lab.Namespaces.Order(), LabStore.NamespacesOf(other.Name).Order());
        using LabPods pods = new(other.Lab);
        Assert.Empty(pods.Mesh(TimeSpan.FromSeconds(5)).Unanswered);
    }

    [Fact]
    public void Half_a_lab_can_be_removed()
    {
        NetworkNamespaces.NeedRoot();
        using TemporaryFolder folder = new();
        LabStore store = new(folder.Path);
        string name = TemporaryLab.NewName();
        LabPlan plan = LabPlanner.Make(new CalicoLabOptions { Name = name });

        // As a crash leaves it: the record, some namespaces, no devices.
        store.Claim(new LabRecord { Options = plan.Options, CreatedAt = DateTimeOffset.UtcNow, Namespaces = [.. plan.Namespaces] });
        _ = Tools.Run("ip", "netns", "add", $"{name}-fabric");
        _ = Tools.Run("ip", "netns", "add", $"{name}-web-node1-1");
        CalicoLab half = CalicoLab.Open(name, store);
        Assert.False(half.IsComplete);
        Assert.Equal(LabFailure.Incomplete, Assert.Throws<LabException>(() => half.SetFault("DeviceDown", "node1")).Failure);
        CalicoLab.Remove(name, store);
        Assert.Empty(LabStore.NamespacesOf(name));
        Assert.Empty(store.Names);
    }

    [Fact]
    public void A_lab_with_a_damaged_record_can_be_removed()
    {
        using TemporaryLab temporary = new(new CalicoLabOptions());
        File.WriteAllText(Path.Combine(temporary.Lab.Folder, "lab.json"), "{ \"schema\": 1, \"na");
        Assert.Equal(LabFailure.Incomplete, Assert.Throws<LabException>(() => CalicoLab.Open(temporary.Name, temporary.Store)).Failure);
        CalicoLab.Remove(temporary.Name, temporary.Store);
        Assert.Empty(LabStore.NamespacesOf(temporary.Name));
    }

    [Fact]
    public void Building_that_is_cancelled_leaves_nothing()
    {
        NetworkNamespaces.NeedRoot();
        using TemporaryFolder folder = new();
        using CancellationTokenSource stop = new();
        LabStore store = new(folder.Path);
        string name = TemporaryLab.NewName();
        CalicoLabOptions options = new() { Name = name, NodeCount = 8 };
        _ = Assert.ThrowsAny<OperationCanceledException>(() => CalicoLab.New(options, store, (_, done, _) => Cancel(done, stop), stop.Token));
        Assert.Empty(LabStore.NamespacesOf(name));
        Assert.Empty(store.Names);

        static void Cancel(int done, CancellationTokenSource stop)
        {
            if (done == 3)
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_and_nothing_happens_to_its_owner()
    {
        using TemporaryLab temporary = new(new CalicoLabOptions());
        Assert.Equal(LabFailure.Exists, Assert.Throws<LabException>(() => CalicoLab.New(temporary.Lab.Options, temporary.Store, null, TestContext.Current.CancellationToken)).Failure);
        using TemporaryFolder elsewhere = new();
        Assert.Equal(LabFailure.Exists, Assert.Throws<LabException>(() => CalicoLab.New(temporary.Lab.Options, new LabStore(elsewhere.Path), null, TestContext.Current.CancellationToken)).Failure);
        using LabPods pods = new(temporary.Lab);
        Assert.Empty(pods.Mesh(TimeSpan.FromSeconds(5)).Unanswered);
    }

    [Fact]
    public void Thirty_two_nodes_stand_in_thirty_seconds_and_all_pods_ping_all()
    {
        long start = Stopwatch.GetTimestamp();
        using TemporaryLab temporary = new(new CalicoLabOptions { NodeCount = 32, PodsPerNode = 4 });
        TimeSpan built = Stopwatch.GetElapsedTime(start);
        Assert.True(built < TimeSpan.FromSeconds(30), $"It took {built}.");
        using LabPods pods = new(temporary.Lab);
        start = Stopwatch.GetTimestamp();
        Assert.Empty(pods.Mesh(TimeSpan.FromSeconds(60)).Unanswered);
        TestContext.Current.TestOutputHelper?.WriteLine($"Built in {built.TotalSeconds:f1} s, {128 * 127} pings in {Stopwatch.GetElapsedTime(start).TotalSeconds:f1} s.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Tcp_and_Udp_pass_between_all_pods(bool dualStack)
    {
        using TemporaryLab temporary = new(new CalicoLabOptions { DualStack = dualStack });
        foreach (CalicoLabPod from in temporary.Lab.Pods)
        {
            foreach ((CalicoLabPod to, string address) in temporary.Lab.Pods.Where(p => p != from).SelectMany(static p => p.PodAddress.Select(a => (p, a))))
            {
                Converse(from, to, IPAddress.Parse(address), SocketType.Stream, ProtocolType.Tcp);
                Converse(from, to, IPAddress.Parse(address), SocketType.Dgram, ProtocolType.Udp);
            }
        }
    }

    private static void Converse(CalicoLabPod from, CalicoLabPod to, IPAddress address, SocketType type, ProtocolType protocol)
    {
        using Socket server = NamespaceThread.Run(to.NetworkNamespace, () => new Socket(address.AddressFamily, type, protocol) { ReceiveTimeout = 5000 });
        using Socket client = NamespaceThread.Run(from.NetworkNamespace, () => new Socket(address.AddressFamily, type, protocol) { ReceiveTimeout = 5000, SendTimeout = 5000 });
        server.Bind(new IPEndPoint(address, 9999));
        if (type == SocketType.Stream)
        {
            server.Listen();
        }

        Assert.True(client.ConnectAsync(new IPEndPoint(address, 9999)).Wait(5000, TestContext.Current.CancellationToken), $"{from} to {to} {address}");
        byte[] said = Encoding.ASCII.GetBytes($"{from} to {to}");
        _ = client.Send(said);
        using Socket? accepted = type == SocketType.Stream ? server.Accept() : null;
        byte[] heard = new byte[100];
        Assert.Equal(said, heard[..(accepted ?? server).Receive(heard)]);
    }
}
