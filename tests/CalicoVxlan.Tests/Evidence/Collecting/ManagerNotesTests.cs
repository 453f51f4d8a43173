using System.Globalization;
using System.Text;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Collecting;
using CalicoVxlan.Evidence.Reading;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Tests.Evidence.Collecting;

/// <summary>What the node's script makes of the notes of NetworkManager and systemd-networkd, on a real device.</summary>
public sealed class ManagerNotesTests : IDisposable
{
    private readonly NodeBench bench = new();

    [Fact]
    public void Notes_are_found_by_the_number_of_the_interface()
    {
        Note("NetworkManager/devices", Index("vxlan.calico"), "[device]\nconnection-uuid=5d1d5d5e-0000-4000-8000-000000000001\nmanaged=true\nnm-owned=false");
        Note("NetworkManager/devices", Index("calitest0"), "[device]\nnm-owned=false\n");
        Note("NetworkManager/devices", Index("eth0"), "[device]\nmanaged=true\n");
        Note("systemd/netif/links", Index("calitest0"), "# This is private data. Do not parse.\nADMIN_STATE=configuring\nOPER_STATE=degraded\nNETWORK_FILE=/etc/systemd/network/10 all.network\n");
        ManagerRecord[] found = Ask(bench.Reach());
        Assert.Equal(
        [
            new ManagerRecord("NetworkManager", null, null, null), new ManagerRecord("systemd-networkd", null, null, null),
            new ManagerRecord("NetworkManager", "calitest0", null, null),
            new ManagerRecord("NetworkManager", "vxlan.calico", "true", "5d1d5d5e-0000-4000-8000-000000000001"),
            new ManagerRecord("systemd-networkd", "calitest0", "configuring", "/etc/systemd/network/10 all.network"),
        ], found.OrderBy(static r => r.Interface is not null).ThenBy(static r => r.Manager, StringComparer.Ordinal).ThenBy(static r => r.Interface, StringComparer.Ordinal));
        Assert.Equal(["calitest0", "vxlan.calico"], found.Where(static r => r.IsManaging).Select(static r => r.Interface).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Notes_with_hostile_names_and_bytes_say_nothing_else()
    {
        Note("NetworkManager/devices", Index("vxlan.calico"), "managed=$(touch /tmp/owned)`id`\u001b[31m\nconnection-uuid=" + new string('x', 100_000));
        Note("systemd/netif/links", Index("vxlan.calico"), "ADMIN_STATE=\n");
        _ = Tools.Run("mkfifo", Path.Combine(bench.Root, "run/systemd/netif/links", Index("calitest0")));
        ManagerRecord[] found = Ask(bench.Reach());
        Assert.DoesNotContain(found, static r => r.IsManaging);
        Assert.All(found, static r => Assert.DoesNotContain((r.State + r.Origin).ToCharArray(), char.IsControl));
        Assert.All(found, static r => Assert.InRange((r.State + r.Origin).Length, 0, 400));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_notes_of_another_namespace_are_not_read(bool isFirstNamespace)
    {
        // A machine of its own with a /run of its own: the script's namespace is that of its first process, or it is not.
        string[] own = isFirstNamespace ? ["unshare", "-n", "-m", "-p", "-f", "--mount-proc"] : ["ip", "netns", "exec", bench.Node, "unshare", "-m"];
        string device = isFirstNamespace ? "ip link add vxlan.calico type vxlan id 4096 dstport 4789 local 127.0.0.1;" : "";
        NodeReach reach = new("node1",
        [
            .. own, "sh", "-c",
            $"mount -t tmpfs none /run && {device} mkdir -p /run/NetworkManager/devices && printf '[device]\\nmanaged=true\\n' >/run/NetworkManager/devices/$(ip -o link show dev vxlan.calico | cut -d: -f1) && exec \"$@\"", "sh",
        ]);
        Assert.Equal(isFirstNamespace ? ["", "vxlan.calico"] : [], Ask(reach).Select(static r => r.Interface ?? ""));
    }

    [Fact]
    public void A_machine_without_either_says_so_and_a_container_says_nothing()
    {
        Assert.Empty(Ask(bench.Reach()));
        _ = Directory.CreateDirectory(Path.Combine(bench.Root, "run/systemd/system"));
        Assert.Equal(new ManagerRecord("none", null, null, null), Assert.Single(Ask(bench.Reach())));
    }

    public void Dispose() => bench.Dispose();

    private static ManagerRecord[] Ask(NodeReach reach)
    {
        MemoryEvidenceFiles files = new();
        List<EvidenceError> errors = new NodeCollector(files, TimeSpan.FromSeconds(20)).Collect(reach, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(errors, static e => e.Item is "managers.txt" or NodeCollector.WholeNode);
        List<EvidenceError> problems = [];
        using CalicoEvidence evidence = new(files, new EvidenceHeader { TakenAt = DateTimeOffset.UnixEpoch, Cluster = "test", Nodes = ["node1"] }, "test");
        NodeAnswers answers = EvidenceReader.ReadNode(evidence, "node1", problems);
        Assert.DoesNotContain(problems, static p => p.Item == "managers.txt");
        return [.. answers.Managers!];
    }

    private void Note(string folder, string file, string text)
    {
        string path = Directory.CreateDirectory(Path.Combine(bench.Root, "run", folder)).FullName;
        File.WriteAllBytes(Path.Combine(path, file), Encoding.UTF8.GetBytes(text));
    }

    private string Index(string device)
    {
        string line = Tools.Run("ip", "-n", bench.Node, "-o", "link", "show", "dev", device);
        return int.Parse(line[..line.IndexOf(':', StringComparison.Ordinal)], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }
}
