using System.IO.Compression;
using System.Text;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Snapshots;

namespace CalicoVxlan.Tests.Evidence.Snapshots;

public class SnapshotTests
{
    private static readonly DateTimeOffset Taken = new(2026, 1, 31, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("shot")]
    [InlineData("shot.zip")]
    [InlineData("SHOT.ZIP")]
    public void What_is_written_is_read_again(string name)
    {
        using TemporaryFolder folder = new();
        using CalicoEvidence written = Sample();
        Write(written, folder.File(name));
        Assert.Equal([name], folder.Names);
        using CalicoEvidence read = EvidenceSnapshot.Open(folder.File(name));
        Assert.Equal(Contents(written), Contents(read).Where(static f => f.Key != "evidence.json"));
        Assert.Equal((written.Cluster, written.TakenAt), (read.Cluster, read.TakenAt));
        Assert.Equal(written.Nodes, read.Nodes);
        Assert.Equal(written.Errors, read.Errors);
    }

    [Theory]
    [InlineData("shot")]
    [InlineData("shot.zip")]
    public void What_is_there_stays_unless_it_is_to_be_replaced(string name)
    {
        using TemporaryFolder folder = new();
        string path = folder.File(name);
        Write(Sample(), path);
        Assert.Equal(EvidenceFailure.Exists, Assert.Throws<EvidenceException>(() => Write(Sample("other"), path)).Failure);
        using (CalicoEvidence before = EvidenceSnapshot.Open(path))
        {
            Assert.Equal("test", before.Cluster);
        }

        Write(Sample("other"), path, force: true);
        using CalicoEvidence after = EvidenceSnapshot.Open(path);
        Assert.Equal("other", after.Cluster);
        Assert.Equal([name], folder.Names);
    }

    [Fact]
    public void A_folder_that_is_no_snapshot_is_not_replaced_by_force()
    {
        using TemporaryFolder folder = new();
        _ = Directory.CreateDirectory(folder.File("home"));
        File.WriteAllText(folder.File("home/thesis.txt"), "years");
        Assert.Equal(EvidenceFailure.Exists, Assert.Throws<EvidenceException>(() => Write(Sample(), folder.File("home"), force: true)).Failure);
        Assert.Equal("years", File.ReadAllText(folder.File("home/thesis.txt")));
    }

    [Theory]
    [InlineData("shot")]
    [InlineData("shot.zip")]
    public void Nothing_half_written_stays(string name)
    {
        using TemporaryFolder folder = new();
        using CalicoEvidence evidence = new(new BrokenFiles(), new EvidenceHeader(), "test");
        Assert.Equal(EvidenceFailure.Other, Assert.Throws<EvidenceException>(() => Write(evidence, folder.File(name))).Failure);
        Assert.Empty(folder.Names);
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        _ = Assert.Throws<OperationCanceledException>(() => EvidenceSnapshot.Write(Sample(), folder.File(name), false, stopped.Token));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_path_whose_folder_is_missing_is_not_made()
    {
        using TemporaryFolder folder = new();
        Assert.All((string[])["no/shot", "no/shot.zip"], n => Assert.Equal(EvidenceFailure.NotFound, Assert.Throws<EvidenceException>(() => Write(Sample(), folder.File(n))).Failure));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void What_a_person_collected_by_hand_will_do()
    {
        using TemporaryFolder folder = new();
        _ = Directory.CreateDirectory(folder.File("byhand/nodes/node2"));
        _ = Directory.CreateDirectory(folder.File("byhand/nodes/-rf"));
        File.WriteAllText(folder.File("byhand/nodes/node2/links.json"), "[]");
        File.WriteAllText(folder.File("byhand/nodes/node2/notes.doc"), "mine");
        File.WriteAllText(folder.File("byhand/nodes/-rf/links.json"), "[]");
        File.SetLastWriteTimeUtc(folder.File("byhand/nodes/node2/links.json"), Taken.UtcDateTime);
        using CalicoEvidence read = EvidenceSnapshot.Open(folder.File("byhand"));
        Assert.Equal(["node2"], read.Nodes);
        Assert.Equal(["nodes/node2/links.json"], read.Files.Names);
        Assert.Equal(("byhand", Taken), (read.Cluster, read.TakenAt));
        Assert.Contains("'-rf' is no name", Assert.Single(read.Errors).Message, StringComparison.Ordinal);
        Assert.Null(read.Files.Open("nodes/node2/notes.doc"));
        Assert.Null(read.Files.Open("../byhand/nodes/node2/links.json"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{\"schema\":\"x\",\"takenAt\":5,\"cluster\":null,\"nodes\":{},\"errors\":[1,{\"scope\":7}]}")]
    [InlineData("{\"nodes\":[\"../x\",\"\\ud800\",5,\"node1\"],\"takenAt\":\"soon\"}")]
    public void An_odd_header_costs_nothing_else(string header)
    {
        using TemporaryFolder folder = new();
        using CalicoEvidence read = Hand(folder, header);
        Assert.Equal(["node1"], read.Nodes);
        Assert.NotNull(read.Files.Open("nodes/node1/links.json"));
    }

    [Fact]
    public void A_newer_layout_and_things_that_are_none_are_refused()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(EvidenceFailure.NewerSchema, Assert.Throws<EvidenceException>(() => Hand(folder, "{\"schema\":2}")).Failure);
        _ = Directory.CreateDirectory(folder.File("empty"));
        File.WriteAllText(folder.File("text.zip"), "no zip");
        Assert.All((string[])["empty", "text.zip"], n => Assert.Equal(EvidenceFailure.NotASnapshot, Assert.Throws<EvidenceException>(() => EvidenceSnapshot.Open(folder.File(n))).Failure));
        Assert.Equal(EvidenceFailure.NotFound, Assert.Throws<EvidenceException>(() => EvidenceSnapshot.Open(folder.File("none"))).Failure);
        Assert.Equal(EvidenceFailure.NotASnapshot, Assert.Throws<EvidenceException>(() => EvidenceSnapshot.Open("/dev/zero")).Failure);
    }

    [Fact]
    public void A_header_of_another_hand_brings_no_control_characters()
    {
        using TemporaryFolder folder = new();
        using CalicoEvidence read = Hand(folder, """{"cluster":"\u001b[2Jx","errors":[{"scope":"n\u0007","item":"i","message":"\u001b]0;t"}]}""");
        Assert.Equal(@"\x1b[2Jx", read.Cluster);
        Assert.Equal(@"\x1b]0;t", Assert.Single(read.Errors).Message);
    }

    [Fact]
    public void A_zip_may_have_its_folder_in_it_and_names_that_lead_elsewhere()
    {
        using TemporaryFolder folder = new();
        string path = Zip(folder, ("my snap/evidence.json", "{\"cluster\":\"z\"}"), ("my snap/nodes/node1/links.json", "[1]"), ("my snap/nodes/../../../etc/links.json", "x"), ("my snap/nodes/../links.json", "x"),
            ("../../evil", "x"), ("/etc/passwd", "x"), ("my snap/nodes/node1/links.json", "[2]"), ("my snap\\nodes\\node2\\rules.json", "[]"), ("__MACOSX/my snap/._evidence.json", "x"));
        using CalicoEvidence read = EvidenceSnapshot.Open(path);
        Assert.Equal("z", read.Cluster);
        Assert.Equal(["evidence.json", "nodes/node1/links.json", "nodes/node2/rules.json"], read.Files.Names.Order());
        Assert.Equal("[1]", Contents(read)["nodes/node1/links.json"]);
        Assert.Contains(read.Errors, static e => e is { Scope: "node1", Item: "links.json" });
        Assert.Contains(read.Errors, static e => e.Message.StartsWith("'..' is no name", StringComparison.Ordinal));
    }

    [Fact]
    public void A_zip_that_lies_about_lengths_is_an_error_of_that_file()
    {
        using TemporaryFolder folder = new();
        string path = Zip(folder, ("evidence.json", "{}"), ("nodes/node1/links.json", new string(' ', 5_000_000)));
        byte[] bytes = File.ReadAllBytes(path);
        int entry = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BitConverter.GetBytes(1000).CopyTo(bytes, entry + 24);
        File.WriteAllBytes(path, bytes);
        using CalicoEvidence read = EvidenceSnapshot.Open(path);
        _ = Assert.Throws<IOException>(() => read.Files.Open("nodes/node1/links.json"));
    }

    [Fact]
    public void Every_cut_of_a_zip_is_an_error_and_no_crash()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = File.ReadAllBytes(Zip(folder, ("evidence.json", "{}"), ("nodes/node1/links.json", "[]")));
        for (int length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(folder.File("cut.zip"), bytes[..length]);
            _ = Assert.Throws<EvidenceException>(() => EvidenceSnapshot.Open(folder.File("cut.zip")));
        }
    }

    [Fact]
    public void A_zip_serves_many_threads()
    {
        using TemporaryFolder folder = new();
        using CalicoEvidence read = EvidenceSnapshot.Open(Zip(folder, [.. Enumerable.Range(0, 200).Select(static i => ($"nodes/node{i}/links.json", new string((char)('a' + (i % 26)), 20_000)))]));
        _ = Parallel.ForEach(read.Files.Names, name =>
        {
            using StreamReader reader = new(read.Files.Open(name)!);
            string text = reader.ReadToEnd();
            Assert.Equal(20_000, text.Length);
            Assert.Equal((char)('a' + (int.Parse(name.AsSpan("nodes/node".Length, name.Length - "nodes/node/links.json".Length), null) % 26)), Assert.Single(text.Distinct()));
        });
    }

    [Fact]
    public void A_pipe_in_a_folder_does_not_hold_anybody_up()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes with names are made with mkfifo.");
        using TemporaryFolder folder = new();
        Hand(folder, "{}").Dispose();
        _ = Tools.Run("mkfifo", folder.File("snap/nodes/node1/rules.json"));
        using CalicoEvidence read = EvidenceSnapshot.Open(folder.File("snap"));
        Assert.Equal(new EvidenceError("node1", "rules.json", "it is no plain file"), Assert.Single(read.Errors));
    }

    [Fact]
    public void What_unpacks_to_far_more_than_it_is_packed_to_is_not_taken()
    {
        using TemporaryFolder folder = new();
        string zeros = new('0', 20 << 20);
        string zip = Zip(folder, ("evidence.json", "{\"schema\":1,\"nodes\":[\"node1\"]}"), ("nodes/node1/mtu.txt", zeros), ("nodes/node1/kernel.txt", zeros[..1000]));
        using CalicoEvidence evidence = EvidenceSnapshot.Open(zip);
        Assert.Equal(new EvidenceError("node1", "mtu.txt", "it is packed to less than a hundredth, which no answer of a cluster is"), Assert.Single(evidence.Errors));
        Assert.Null(evidence.Files.Open("nodes/node1/mtu.txt"));
        using Stream small = evidence.Files.Open("nodes/node1/kernel.txt")!;
        Assert.Equal(1000, small.Length);
    }

    private static CalicoEvidence Hand(TemporaryFolder folder, string header)
    {
        _ = Directory.CreateDirectory(folder.File("snap/nodes/node1"));
        File.WriteAllText(folder.File("snap/nodes/node1/links.json"), "[]");
        File.WriteAllText(folder.File("snap/evidence.json"), header);
        return EvidenceSnapshot.Open(folder.File("snap"));
    }

    private static string Zip(TemporaryFolder folder, params (string Name, string Text)[] files)
    {
        string path = folder.File("made.zip");
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, string text) in files)
        {
            using StreamWriter writer = new(zip.CreateEntry(name).Open());
            writer.Write(text);
        }

        return path;
    }

    private static CalicoEvidence Sample(string cluster = "test")
    {
        MemoryEvidenceFiles files = new();
        files.Put("cluster/pods.json", "{\"items\":[]}"u8.ToArray());
        files.Put("nodes/node1/links.json", Encoding.UTF8.GetBytes("[ \u00e4\u001b ]"));
        files.Put("nodes/node1/mtu.txt", []);
        EvidenceHeader header = new() { TakenAt = Taken, Cluster = cluster, Nodes = ["node1", "node2"], Errors = [new EvidenceError("node2", "*", "\"gone\"")] };
        return new CalicoEvidence(files, header, "test");
    }

    private static void Write(CalicoEvidence evidence, string path, bool force = false) => EvidenceSnapshot.Write(evidence, path, force, TestContext.Current.CancellationToken);

    private static SortedDictionary<string, string> Contents(CalicoEvidence evidence)
    {
        SortedDictionary<string, string> contents = new(StringComparer.Ordinal);
        foreach (string name in evidence.Files.Names)
        {
            using StreamReader reader = new(evidence.Files.Open(name)!);
            contents[name] = reader.ReadToEnd();
        }

        return contents;
    }

    private sealed class BrokenFiles : IEvidenceFiles
    {
        public IEnumerable<string> Names => ["cluster/pods.json"];

        public Stream? Open(string name) => throw new IOException("the disk has a scratch");

        public void Dispose()
        {
        }
    }
}
