using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Texts;

/// <summary>crictl inspectp: a document a sandbox, one after the other, or a list of them. Of what they hold little is kept: they have environments and mounts.</summary>
internal static class SandboxReader
{
    public static SandboxRecord[] Read(Stream stream, OddEntries odd)
    {
        using Entries<SandboxRecord> found = new();
        JsonFeed feed = new(stream, severalDocuments: true);
        try
        {
            while (!feed.IsBlank && feed.Read())
            {
                if (feed.Reader.TokenType == JsonTokenType.StartArray)
                {
                    while (feed.Read() && feed.Reader.TokenType != JsonTokenType.EndArray)
                    {
                        JsonItem.Read(ref feed, odd, Sandbox, found);
                    }
                }
                else
                {
                    JsonItem.Read(ref feed, odd, Sandbox, found);
                }
            }
        }
        finally
        {
            feed.Dispose();
        }

        odd.NeedSome(found.Count);
        return found.ToArray();
    }

    private static SandboxRecord Sandbox(JsonElement item)
    {
        string id = item.Text("status", "id") is { Length: > 0 } text ? text : throw new BrokenFileException("status.id is missing");
        string? path = item.List("info", "runtimeSpec", "linux", "namespaces").Where(static n => n.Text("type") == "network").Select(static n => n.Text("path")).FirstOrDefault();
        IEnumerable<string?> addresses = item.List("status", "network", "additionalIps").Select(static a => a.Text("ip")).Prepend(item.Text("status", "network", "ip"));
        return new SandboxRecord(
            id,
            item.Text("status", "metadata", "namespace"),
            item.Text("status", "metadata", "name"),
            item.Text("status", "state") == "SANDBOX_READY",
            item.Int("info", "pid") is > 0 and var process ? process : null,
            path is { Length: > 0 } ? path : null,
            [.. addresses.Select(static t => NetAddress.TryParse(t, out NetAddress address) ? address : (NetAddress?)null).OfType<NetAddress>()]);
    }
}
