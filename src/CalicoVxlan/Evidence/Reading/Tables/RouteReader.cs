using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Tables;

/// <summary>
/// Entries of <c>ip -j -d route show table all</c>. ip leaves out what is usual (protocol boot, table main, the length of a single address), writes
/// protocols without a name as text, and a multipath route with <c>nexthops</c>.
/// </summary>
internal sealed class RouteReader(bool isIpv6)
{
    private readonly List<RouteHop> hops = [];

    public void Read(ref Utf8JsonReader reader, EntryFields fields, Entries<RouteRecord> into)
    {
        int depth = reader.CurrentDepth;
        Cidr? destination = null;
        RouteHop own = default;
        NetAddress? source = null;
        RouteType type = RouteType.Unicast;
        string? protocol = null;
        string? table = null;
        long metric = 0;
        int mtu = 0;
        bool isLinkScope = false;
        hops.Clear();
        while (JsonToken.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            switch (name.Length)
            {
                case 3 when name.SequenceEqual("dst"u8):
                    destination = Destination(ref reader, fields);
                    break;
                case 4 when name.SequenceEqual("type"u8):
                    fields.Once("type");
                    type = TypeOf(ref reader);
                    break;
                case 5 when name.SequenceEqual("table"u8):
                    table = fields.Text(ref reader, "table");
                    break;
                case 5 when name.SequenceEqual("scope"u8):
                    fields.Once("scope");
                    isLinkScope = JsonToken.Is(ref reader, "link"u8);
                    break;
                case 6 when name.SequenceEqual("metric"u8):
                    metric = fields.Long(ref reader, "metric") ?? 0;
                    break;
                case 7 when name.SequenceEqual("metrics"u8):
                    mtu = RouteMetrics.Mtu(ref reader, fields);
                    break;
                case 7 when name.SequenceEqual("prefsrc"u8):
                    source = fields.Address(ref reader, "prefsrc");
                    break;
                case 8 when name.SequenceEqual("protocol"u8):
                    protocol = fields.Text(ref reader, "protocol");
                    break;
                case 8 when name.SequenceEqual("nexthops"u8):
                    RouteHop.ReadAll(ref reader, fields, hops);
                    break;
                default:
                    own.Take(name, ref reader, fields);
                    break;
            }

            _ = reader.TrySkip();
        }

        fields.Need(destination is not null, "dst");
        if (metric is < 0 or > uint.MaxValue)
        {
            fields.Fail("metric is no such number");
        }

        if (fields.Problem is not null)
        {
            return;
        }

        if (hops.Count == 0)
        {
            hops.Add(own);
        }

        foreach (RouteHop hop in hops)
        {
            into.Add(new RouteRecord
            {
                Destination = destination!.Value,
                Gateway = hop.Gateway,
                // An IPv6 route that discards is said to be on lo.
                Device = Forwards(type) ? hop.Device ?? own.Device : null,
                Type = type,
                Protocol = protocol ?? "boot",
                Table = table ?? "main",
                Metric = (uint)metric,
                Mtu = mtu,
                Onlink = hop.Onlink || own.Onlink,
                IsLinkScope = isLinkScope,
                Source = source,
            });
        }
    }

    public static bool Forwards(RouteType type) => type is not (RouteType.Blackhole or RouteType.Unreachable or RouteType.Prohibit);

    private Cidr? Destination(ref Utf8JsonReader reader, EntryFields fields)
    {
        fields.Once("dst");
        if (JsonToken.Is(ref reader, "default"u8))
        {
            return isIpv6 ? new Cidr(default, 0) : new Cidr(NetAddress.Ipv4(0u), 0);
        }

        if (reader.TokenType == JsonTokenType.String && Utf8Address.TryParse(reader.ValueSpan, out Cidr cidr) && cidr.IsIpv4 != isIpv6)
        {
            return cidr;
        }

        fields.Fail(isIpv6 ? "dst is no IPv6 block" : "dst is no IPv4 block");
        _ = reader.TrySkip();
        return null;
    }

    private static RouteType TypeOf(ref Utf8JsonReader reader) =>
        JsonToken.Is(ref reader, "unicast"u8) ? RouteType.Unicast
        : JsonToken.Is(ref reader, "local"u8) ? RouteType.Local
        : JsonToken.Is(ref reader, "blackhole"u8) ? RouteType.Blackhole
        : JsonToken.Is(ref reader, "unreachable"u8) ? RouteType.Unreachable
        : JsonToken.Is(ref reader, "prohibit"u8) ? RouteType.Prohibit
        : RouteType.Other;
}
