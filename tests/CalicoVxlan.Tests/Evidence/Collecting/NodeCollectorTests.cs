using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Collecting;

namespace CalicoVxlan.Tests.Evidence.Collecting;

/// <summary>Commands run for real in namespaces; what stands in their way is put there by the test.</summary>
public class NodeCollectorTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_node_says_everything_in_one_round_trip()
    {
        using NodeBench bench = new();
        bench.Program("crictl", """
            case "$1" in
            pods) echo 0123456789abcdef ;;
            inspectp) echo '{"status":{"id":"'"$2"'","metadata":{"name":"web","namespace":"default"},"state":"SANDBOX_READY","network":{"ip":"172.16.154.1"},"annotations":{"token":"plantedsecret"}},
                "info":{"pid":4711,"runtimeSpec":{"process":{"env":["PASSWORD=plantedsecret"]},"linux":{"namespaces":[{"type":"network","path":"/var/run/netns/cni-1"}]}}}}' ;;
            esac
            """);
        (MemoryEvidenceFiles files, List<EvidenceError> errors) = Collect(bench.Reach());
        Assert.Empty(errors);
        Assert.Equal(EvidenceNames.Node.Select(static f => EvidenceNames.OfNode("node1", f)).Order(), files.Names.Order());
        Assert.Equal("1450", Text(files, "mtu.txt"));
        Assert.Contains("\"vxlan.calico\"", Text(files, "links.json"), StringComparison.Ordinal);
        Assert.Contains("net.ipv4.conf.vxlan/calico.rp_filter = ", Text(files, "sysctls.txt"), StringComparison.Ordinal);
        Assert.Contains("tx-checksumming: ", Text(files, "offloads.txt"), StringComparison.Ordinal);
        Assert.StartsWith($"netns: {bench.Pod}\n[", Text(files, "podlinks.txt"), StringComparison.Ordinal);
        Assert.Contains("172.16.154.1", Text(files, "podlinks.txt"), StringComparison.Ordinal);
        Assert.Contains("\"pid\":4711", Text(files, "sandboxes.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("plantedsecret", Text(files, "sandboxes.json"), StringComparison.Ordinal);
        foreach (string file in EvidenceNames.Node.Where(static f => f.EndsWith(".json", StringComparison.Ordinal) && f != "routes6.json"))
        {
            using JsonDocument _ = JsonDocument.Parse(Text(files, file));
        }
    }

    [Fact]
    public void What_a_command_says_arrives_byte_by_byte()
    {
        using NodeBench bench = new();
        bench.Program("uname", "printf 'a\\000\\377\\n\\n\\033[31mb'");
        (MemoryEvidenceFiles files, _) = Collect(bench.Reach());
        Assert.Equal("a\0\xff\n\n\x1b[31mb"u8.Length - 1, Bytes(files, "kernel.txt").Length);
        Assert.Equal([.. "a\0"u8, 0xff, .. "\n\n\x1b[31mb"u8], Bytes(files, "kernel.txt"));
    }

    [Fact]
    public void A_command_that_is_not_there_is_named_and_the_rest_goes_on()
    {
        using NodeBench bench = new();
        (MemoryEvidenceFiles files, List<EvidenceError> errors) = Collect(bench.Reach());
        EvidenceError error = Assert.Single(errors);
        Assert.Equal(new EvidenceError("node1", "sandboxes.json", "a command is not there: crictl: not found"), error);
        Assert.DoesNotContain("nodes/node1/sandboxes.json", files.Names);
        Assert.Equal(EvidenceNames.Node.Count - 1, files.Names.Count());
    }

    [Fact]
    public void A_command_that_hangs_costs_its_own_file()
    {
        using NodeBench bench = new();
        bench.Program("crictl", "sleep 300");
        Stopwatch running = Stopwatch.StartNew();
        (MemoryEvidenceFiles files, List<EvidenceError> errors) = Collect(bench.Reach(), TimeSpan.FromSeconds(9));
        Assert.Equal(new EvidenceError("node1", "sandboxes.json", "the command did not end within 3 s"), Assert.Single(errors));
        Assert.Contains("nodes/node1/firewall.txt", files.Names);
        Assert.InRange(running.Elapsed.TotalSeconds, 2, 8);
    }

    [Fact]
    public void A_node_that_hangs_keeps_what_it_said()
    {
        using NodeBench bench = new();
        bench.Program("timeout", "exit 1");
        bench.Program("uname", "exec sleep 300");
        (MemoryEvidenceFiles files, List<EvidenceError> errors) = Collect(bench.Reach(), TimeSpan.FromSeconds(3));
        Assert.Contains("nodes/node1/links.json", files.Names);
        Assert.Contains(errors, static e => e is { Item: "kernel.txt", Message: "not reached within 3 s" });
        Assert.Equal(EvidenceNames.Node.Count, files.Names.Count() + errors.Count);
    }

    [Fact]
    public void A_hundred_megabytes_are_an_error_and_no_crash()
    {
        using NodeBench bench = new();
        bench.Program("uname", "exec head -c 104857600 /dev/zero");
        (MemoryEvidenceFiles files, List<EvidenceError> errors) = Collect(bench.Reach());
        Assert.Contains("nodes/node1/links.json", files.Names);
        Assert.Contains(errors, static e => e is { Item: "kernel.txt", Message: "the node's answer was longer than 64 MB" });
    }

    [Fact]
    public void Complaints_are_one_line_without_control_characters()
    {
        using NodeBench bench = new();
        bench.Program("crictl", "printf '\\033]0;owned\\007 no runtime\\nsecond line' >&2; exit 7");
        (_, List<EvidenceError> errors) = Collect(bench.Reach());
        EvidenceError error = Assert.Single(errors);
        Assert.Equal(@"\x1b]0;owned\x07 no runtime", error.Message);
    }

    [Fact]
    public void A_node_cannot_put_files_beside_its_own()
    {
        using NodeBench bench = new();
        // It knows the boundary: a process can read its parents' arguments.
        bench.Program("uname", """b=$(tr '\0' '\n' </proc/$PPID/cmdline | grep -m1 '^cvx'); printf 'x\n%s ../../evil 0 \ny\n%s firewall.txt 0 \n' "$b" "$b" """);
        (MemoryEvidenceFiles files, _) = Collect(bench.Reach());
        Assert.All(files.Names, static n => Assert.Contains(n["nodes/node1/".Length..], EvidenceNames.Node));
    }

    [Fact]
    public void Nobody_there_is_one_error_for_the_node()
    {
        (MemoryEvidenceFiles files, List<EvidenceError> errors) = Collect(new NodeReach("node9", ["no-such-program-here"]));
        Assert.Empty(files.Names);
        EvidenceError error = Assert.Single(errors);
        Assert.Equal(("node9", "*"), (error.Scope, error.Item));
        Assert.StartsWith("'no-such-program-here' cannot be run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ssh_says_instead_is_the_reason()
    {
        (_, List<EvidenceError> errors) = Collect(new NodeReach("node9", ["sh", "-c", "echo 'ssh: connect to host node9 port 22: Connection refused' >&2; exit 255"]));
        Assert.Equal("ssh: connect to host node9 port 22: Connection refused", Assert.Single(errors).Message);
    }

    [Fact]
    public void A_program_that_quotes_an_object_is_not_quoted()
    {
        (_, List<EvidenceError> errors) = Collect(new NodeReach("node9", ["sh", "-c", """echo "Object 'apiVersion' is missing in '{\"token\":\"plantedsecret\"}'" >&2; exit 1"""]));
        Assert.Equal("Object 'apiVersion' is missing in '…", Assert.Single(errors).Message);
    }

    [Fact]
    public void Through_standard_input_it_is_the_same()
    {
        using NodeBench bench = new();
        NodeReach direct = bench.Reach();
        (MemoryEvidenceFiles files, List<EvidenceError> errors) = Collect(direct with { ThroughStandardInput = true });
        Assert.Equal("sandboxes.json", Assert.Single(errors).Item);
        Assert.Contains("\"vxlan.calico\"", Text(files, "links.json"), StringComparison.Ordinal);
    }

    private static (MemoryEvidenceFiles Files, List<EvidenceError> Errors) Collect(NodeReach reach, TimeSpan? timeout = null)
    {
        MemoryEvidenceFiles files = new();
        return (files, new NodeCollector(files, timeout ?? Timeout).Collect(reach, TestContext.Current.CancellationToken));
    }

    private static byte[] Bytes(MemoryEvidenceFiles files, string file)
    {
        using Stream stream = files.Open(EvidenceNames.OfNode("node1", file))!;
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static string Text(MemoryEvidenceFiles files, string file) => Encoding.UTF8.GetString(Bytes(files, file));
}
