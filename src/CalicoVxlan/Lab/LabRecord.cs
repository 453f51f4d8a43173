using System.Text.Json;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab.Faults;

namespace CalicoVxlan.Lab;

/// <summary>What lab.json says: options, faults and namespaces. It is written before anything is built, so that half a lab can be removed.</summary>
internal sealed record LabRecord
{
    private const int Schema = 1;

    public required CalicoLabOptions Options { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>False until the lab stands.</summary>
    public bool IsComplete { get; init; }

    public IReadOnlyList<LabFault> Faults { get; init; } = [];

    /// <summary>The namespaces that may be there.</summary>
    public required IReadOnlyList<string> Namespaces { get; init; }

    public byte[] ToJson()
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteString("name", Options.Name);
            json.WriteString("createdAt", CreatedAt);
            json.WriteBoolean("complete", IsComplete);
            WriteOptions(json);
            json.WriteStartArray("faults");
            foreach (LabFault fault in Faults)
            {
                json.WriteStartObject();
                json.WriteString("fault", fault.Kind.Name);
                json.WriteString("node", fault.Node);
                json.WriteString("peer", fault.Peer);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("namespaces");
            foreach (string name in Namespaces)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Reads lab.json; null when it is not one, such as after a crash in the middle of writing.</summary>
    public static LabRecord? Read(byte[] bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            CalicoLabOptions options = ReadOptions(root.GetProperty("options"), root.GetProperty("name").GetString() ?? "");
            LabOptionChecks.Check(options);
            return new LabRecord
            {
                Options = options,
                CreatedAt = root.GetProperty("createdAt").GetDateTimeOffset(),
                IsComplete = root.GetProperty("complete").GetBoolean(),
                Faults = [.. root.GetProperty("faults").EnumerateArray().Select(ReadFault).OfType<LabFault>()],
                Namespaces = [.. root.GetProperty("namespaces").EnumerateArray().Select(static n => n.GetString()).OfType<string>()],
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or LabException)
        {
            return null;
        }
    }

    private void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteStartObject("options");
        json.WriteNumber("nodeCount", Options.NodeCount);
        json.WriteNumber("podsPerNode", Options.PodsPerNode);
        json.WriteString("vxlanMode", Options.VxlanMode.ToString());
        json.WriteNumber("subnetCount", Options.SubnetCount);
        json.WriteNumber("blockSize", Options.BlockSize);
        json.WriteNumber("hostMtu", Options.HostMtu);
        json.WriteNumber("vni", Options.Vni);
        json.WriteNumber("port", Options.Port);
        json.WriteBoolean("dualStack", Options.DualStack);
        json.WriteBoolean("borrowedAddress", Options.BorrowedAddress);
        json.WriteString("calicoVersion", Options.CalicoVersion.ToString());
        json.WriteString("install", Options.Install.ToString());
        json.WriteEndObject();
    }

    private static CalicoLabOptions ReadOptions(JsonElement json, string name) => new()
    {
        Name = name,
        NodeCount = json.GetProperty("nodeCount").GetInt32(),
        PodsPerNode = json.GetProperty("podsPerNode").GetInt32(),
        VxlanMode = Enum.Parse<EncapsulationMode>(json.GetProperty("vxlanMode").GetString() ?? ""),
        SubnetCount = json.GetProperty("subnetCount").GetInt32(),
        BlockSize = json.GetProperty("blockSize").GetInt32(),
        HostMtu = json.GetProperty("hostMtu").GetInt32(),
        Vni = json.GetProperty("vni").GetInt32(),
        Port = json.GetProperty("port").GetInt32(),
        DualStack = json.GetProperty("dualStack").GetBoolean(),
        BorrowedAddress = json.TryGetProperty("borrowedAddress", out JsonElement borrowed) && borrowed.GetBoolean(),
        CalicoVersion = Version.Parse(json.GetProperty("calicoVersion").GetString() ?? ""),
        Install = Enum.Parse<CalicoLabInstall>(json.GetProperty("install").GetString() ?? ""),
    };

    private static LabFault? ReadFault(JsonElement json) =>
        LabFaults.Find(json.GetProperty("fault").GetString() ?? "") is { } kind
            ? new LabFault(kind, json.GetProperty("node").GetString(), json.GetProperty("peer").GetString())
            : null;
}
