using System.Text.Encodings.Web;
using System.Text.Json;

namespace CalicoVxlan.Bench.Evidence;

/// <summary>Writes a plan as a snapshot folder, as large as a large cluster's would be.</summary>
internal static class EvidenceGenerator
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(string folder, EvidencePlan plan)
    {
        _ = Directory.CreateDirectory(Path.Combine(folder, "cluster"));
        Json(folder, "evidence.json", writer => Header(writer, plan));
        ClusterFiles.Write(folder, plan);
        NodeFiles files = new(plan);
        _ = Parallel.For(0, plan.Nodes.Count, i => files.Write(Directory.CreateDirectory(Path.Combine(folder, "nodes", plan.Nodes[i].Name)).FullName, i));
    }

    public static void Json(string folder, string name, Action<Utf8JsonWriter> write)
    {
        using FileStream stream = new(Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        using Utf8JsonWriter writer = new(stream, Options);
        write(writer);
    }

    /// <summary>An array, flushed now and then: nothing is kept of what is written.</summary>
    public static void Array<T>(Utf8JsonWriter writer, IEnumerable<T> entries, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (T entry in entries)
        {
            write(writer, entry);
            if (writer.BytesPending > 1 << 16)
            {
                writer.Flush();
            }
        }

        writer.WriteEndArray();
    }

    private static void Header(Utf8JsonWriter writer, EvidencePlan plan)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema", 1);
        writer.WriteString("takenAt", "2026-01-31T10:00:00Z");
        writer.WriteString("cluster", "generated");
        writer.WritePropertyName("nodes");
        Array(writer, plan.Nodes, static (w, n) => w.WriteStringValue(n.Name));
        writer.WriteStartArray("errors");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
