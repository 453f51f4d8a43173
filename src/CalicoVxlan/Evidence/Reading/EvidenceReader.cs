using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>
/// Makes records of a snapshot's files. A file that is absent, or that can't be read, gives null, which is unknown; what could not be
/// read is said in a problem. Never throws for what the files hold; several nodes may be read at once.
/// </summary>
internal static class EvidenceReader
{
    // No answer of a node and no list of a cluster is larger; what is, is hostile.
    private const long MostBytes = 1L << 30;

    public static ClusterObjects ReadCluster(CalicoEvidence evidence, List<EvidenceError> problems)
    {
        Scope scope = new(evidence, "cluster", EvidenceNames.OfCluster, problems);
        (string? version, string? type) = ClusterInformation(scope);
        return new ClusterObjects
        {
            Nodes = scope.List("nodes", CoreObjects.Node),
            Pods = scope.List("pods", CoreObjects.Pod),
            Services = scope.List("services", CoreObjects.Service),
            ServiceRanges = scope.List("servicecidrs", static i => new Ranges([.. i.Texts("spec", "cidrs").Select(static t => Cidr.TryParse(t, out Cidr c) ? c : (Cidr?)null).OfType<Cidr>()]))?.SelectMany(static r => r.Cidrs).ToArray(),
            Pools = scope.List("ippools", CalicoObjects.Pool),
            Affinities = scope.List("blockaffinities", CalicoObjects.Affinity),
            Blocks = scope.List("ipamblocks", CalicoObjects.Block),
            FelixConfigurations = scope.List("felixconfigurations", CalicoObjects.Felix),
            Installations = scope.List("installations", CalicoObjects.Installation),
            BgpPeers = scope.List("bgppeers", CalicoObjects.BgpPeer),
            DaemonSets = scope.List("daemonsets", CoreObjects.DaemonSet),
            ConfigMaps = scope.List("configmaps", CoreObjects.CalicoConfig),
            CalicoVersion = version,
            ClusterType = type,
        };
    }

    public static NodeAnswers ReadNode(CalicoEvidence evidence, string node, List<EvidenceError> problems)
    {
        Scope scope = new(evidence, node, file => EvidenceNames.OfNode(node, file), problems);
        return new NodeAnswers
        {
            Node = node,
            Links = scope.Table<LinkRecord>("links.json", LinkReader.Read),
            Addresses = scope.Table<(LinkRecord, List<AddressRecord> Addresses)>("addresses.json", LinkReader.ReadWithAddresses)?.SelectMany(static l => l.Addresses).ToArray(),
            Routes = scope.Routes("routes.json", isIpv6: false),
            Routes6 = scope.Routes("routes6.json", isIpv6: true),
            Rules = scope.Table<RuleRecord>("rules.json", ReadRule),
            Neighbours = scope.Table<NeighbourRecord>("neighbours.json", NeighbourReader.Read),
            Fdb = scope.Table<FdbRecord>("fdb.json", NeighbourReader.ReadFdb),
            Namespaces = scope.Table<(int Id, string Name)>("netns.json", ReadNamespace)?.GroupBy(static n => n.Id).ToDictionary(static g => g.Key, static g => g.First().Name),
            Sysctls = scope.Text("sysctls.txt", NodeTexts.Sysctls),
            Offloads = scope.Text("offloads.txt", NodeTexts.Offloads),
            IpSets = scope.Text("ipsets.txt", NodeTexts.IpSets),
            Counters = scope.Text("snmp.txt", NodeTexts.Counters),
            PodMtu = scope.Text("mtu.txt", static b => new Boxed(Number(b)))?.Value,
            Kernel = scope.Text("kernel.txt", static b => SafeText.Clean(Encoding.UTF8.GetString(b).Trim())),
            PodLinks = scope.Text("podlinks.txt", NodeTexts.PodLinks),
            Sandboxes = scope.Text("sandboxes.json", NodeTexts.Sandboxes),
            Firewall = scope.Text("firewall.txt", static b => NodeTexts.Lines(b).Select(SafeText.Clean).ToArray()),
        };
    }

    private static (string? Version, string? Type) ClusterInformation(Scope scope)
    {
        Ranges? unused = null;
        string? version = null;
        string? type = null;
        _ = scope.List("clusterinformations", item =>
        {
            version ??= item.Text("spec", "calicoVersion");
            type ??= item.Text("spec", "clusterType");
            return unused;
        });
        return (version, type);
    }

    private static int? Number(byte[] bytes) =>
        int.TryParse(Encoding.UTF8.GetString(bytes).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : throw new JsonException("it is no number");

    private static bool ReadRule(ref Utf8JsonReader reader, TextPool texts, out RuleRecord rule)
    {
        int depth = reader.CurrentDepth;
        rule = new RuleRecord(0, "main", null);
        while (JsonTable.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            rule = name.SequenceEqual("priority"u8) ? rule with { Priority = JsonTable.Number(ref reader) }
                : name.SequenceEqual("table"u8) ? rule with { Table = JsonTable.Text(ref reader, texts) ?? "main" }
                : name.SequenceEqual("fwmark"u8) ? rule with { Mark = JsonTable.Text(ref reader, texts) }
                : rule;
            reader.Skip();
        }

        return true;
    }

    private static bool ReadNamespace(ref Utf8JsonReader reader, TextPool texts, out (int Id, string Name) entry)
    {
        int depth = reader.CurrentDepth;
        int? id = null;
        string? text = null;
        while (JsonTable.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            id = name.SequenceEqual("nsid"u8) ? JsonTable.Int(ref reader) : id;
            text = name.SequenceEqual("name"u8) ? JsonTable.Text(ref reader, texts) : text;
            reader.Skip();
        }

        // A namespace without a name is known by its number alone.
        entry = (id ?? 0, text ?? "");
        return id is not null && text is not null;
    }

    private sealed record Ranges(Cidr[] Cidrs);

    private sealed record Boxed(int? Value);

    /// <summary>The files of the cluster, or of one node.</summary>
    private sealed class Scope(CalicoEvidence evidence, string name, Func<string, string> path, List<EvidenceError> problems)
    {
        public List<T>? List<T>(string plural, Func<JsonElement, T?> read)
            where T : class => Read(plural, bytes => KubernetesList.Read(bytes.Span, read));

        public T[]? Table<T>(string file, ReadEntry<T> read) => Read(file, bytes =>
        {
            T[] entries = JsonTable.Read(bytes.Span, read, out int unusable);
            Report(file, unusable);
            return entries;
        });

        public RouteRecord[]? Routes(string file, bool isIpv6) => Read(file, bytes =>
        {
            RouteReader reader = new(isIpv6);
            RouteRecord[] entries = JsonTable.Read<RouteRecord>(bytes.Span, reader.Read, out int unusable);
            Report(file, unusable);
            return reader.MoreHops.Count == 0 ? entries : [.. entries, .. reader.MoreHops];
        });

        public T? Text<T>(string file, Func<byte[], T> read)
            where T : class => Read(file, bytes => read(bytes.ToArray()));

        private T? Read<T>(string file, Func<ReadOnlyMemory<byte>, T> read)
            where T : class
        {
            byte[]? rented = null;
            try
            {
                using Stream? stream = evidence.Files.Open(path(file));
                if (stream is null)
                {
                    return null;
                }

                int length = Fill(stream, ref rented);
                return read(rented.AsMemory(0, length));
            }
            catch (Exception failure) when (failure is JsonException or IOException or InvalidDataException or UnauthorizedAccessException or InvalidOperationException or ArgumentException or FormatException)
            {
                problems.Add(new EvidenceError(name, file, SafeText.Clean("can't be read: " + failure.Message)));
                return null;
            }
            finally
            {
                if (rented is not null)
                {
                    ArrayPool<byte>.Shared.Return(rented);
                }
            }
        }

        private void Report(string file, int unusable)
        {
            if (unusable > 0)
            {
                problems.Add(new EvidenceError(name, file, string.Create(CultureInfo.InvariantCulture, $"{unusable} entries can't be read and are left out")));
            }
        }

        private static int Fill(Stream stream, ref byte[]? buffer)
        {
            buffer = ArrayPool<byte>.Shared.Rent(stream.CanSeek ? (int)Math.Clamp(stream.Length + 1, 4096, 64 << 20) : 1 << 16);
            int length = 0;
            while (true)
            {
                if (length == buffer.Length)
                {
                    if (length >= MostBytes)
                    {
                        throw new IOException("it is larger than 1 GB");
                    }

                    byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                int read = stream.Read(buffer, length, buffer.Length - length);
                if (read == 0)
                {
                    return length;
                }

                length += read;
            }
        }
    }
}
