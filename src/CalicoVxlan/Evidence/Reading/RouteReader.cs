using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>
/// Entries of <c>ip -j -d route show table all</c>. ip leaves out what is usual: protocol boot, table main, a prefix length of one address.
/// </summary>
internal sealed class RouteReader(bool isIpv6)
{
    private readonly List<RouteRecord> hops = [];

    /// <summary>Next hops of multipath routes beyond the first, each a record.</summary>
    public IReadOnlyList<RouteRecord> MoreHops => hops;

    public bool Read(ref Utf8JsonReader reader, TextPool texts, out RouteRecord route)
    {
        int depth = reader.CurrentDepth;
        Cidr? destination = null;
        NetAddress? gateway = null;
        NetAddress? source = null;
        string? device = null;
        string type = "unicast";
        string protocol = "boot";
        string table = "main";
        long metric = 0;
        int mtu = 0;
        bool onlink = false;
        bool isLinkScope = false;
        List<(NetAddress?, string?, bool)>? paths = null;
        while (JsonTable.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("dst"u8))
            {
                destination = Destination(ref reader);
            }
            else if (name.SequenceEqual("gateway"u8))
            {
                gateway = JsonTable.Address(ref reader);
            }
            else if (name.SequenceEqual("via"u8))
            {
                gateway = Via(ref reader);
            }
            else if (name.SequenceEqual("dev"u8))
            {
                device = JsonTable.Text(ref reader, texts);
            }
            else if (name.SequenceEqual("type"u8))
            {
                type = JsonTable.Text(ref reader, texts) ?? type;
            }
            else if (name.SequenceEqual("protocol"u8))
            {
                protocol = JsonTable.Text(ref reader, texts) ?? protocol;
            }
            else if (name.SequenceEqual("table"u8))
            {
                table = JsonTable.Text(ref reader, texts) ?? table;
            }
            else if (name.SequenceEqual("metric"u8))
            {
                metric = JsonTable.Number(ref reader);
            }
            else if (name.SequenceEqual("scope"u8))
            {
                isLinkScope = JsonTable.HasWord(ref reader, "link"u8);
            }
            else if (name.SequenceEqual("flags"u8))
            {
                onlink = JsonTable.HasWord(ref reader, "onlink"u8);
            }
            else if (name.SequenceEqual("prefsrc"u8))
            {
                source = JsonTable.Address(ref reader);
            }
            else if (name.SequenceEqual("metrics"u8))
            {
                mtu = Mtu(ref reader);
            }
            else if (name.SequenceEqual("nexthops"u8))
            {
                paths = Paths(ref reader, texts);
            }

            reader.Skip();
        }

        route = default;
        if (destination is not { } known)
        {
            return false;
        }

        RouteRecord made = new()
        {
            Destination = known, Gateway = gateway, Device = device, Type = TypeOf(type), Protocol = protocol, Table = table,
            Metric = (uint)Math.Clamp(metric, 0, uint.MaxValue), Mtu = mtu, Onlink = onlink, IsLinkScope = isLinkScope, Source = source,
        };
        route = paths is { Count: > 0 } ? made with { Gateway = paths[0].Item1, Device = paths[0].Item2, Onlink = paths[0].Item3 } : made;
        for (int i = 1; i < (paths?.Count ?? 0); i++)
        {
            hops.Add(made with { Gateway = paths![i].Item1, Device = paths[i].Item2, Onlink = paths[i].Item3 });
        }

        return true;
    }

    private Cidr? Destination(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? null
        : reader.ValueTextEquals("default"u8) ? isIpv6 ? new Cidr(default, 0) : new Cidr(NetAddress.Ipv4(0), 0)
        : Utf8Address.TryParse(reader.ValueSpan, out Cidr cidr) ? cidr : null;

    // A next hop of the other family: {"family":"inet6","host":"fe80::1"}.
    private static NetAddress? Via(ref Utf8JsonReader reader)
    {
        NetAddress? host = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            int depth = reader.CurrentDepth;
            while (JsonTable.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
            {
                host = name.SequenceEqual("host"u8) ? JsonTable.Address(ref reader) : host;
                reader.Skip();
            }
        }

        return host;
    }

    private static int Mtu(ref Utf8JsonReader reader)
    {
        int mtu = 0;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return mtu;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                int depth = reader.CurrentDepth;
                while (JsonTable.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
                {
                    mtu = name.SequenceEqual("mtu"u8) ? JsonTable.Int(ref reader) : mtu;
                    reader.Skip();
                }
            }
            else
            {
                reader.Skip();
            }
        }

        return mtu;
    }

    private static List<(NetAddress?, string?, bool)> Paths(ref Utf8JsonReader reader, TextPool texts)
    {
        List<(NetAddress?, string?, bool)> paths = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return paths;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            int depth = reader.CurrentDepth;
            NetAddress? gateway = null;
            string? device = null;
            bool onlink = false;
            while (JsonTable.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
            {
                if (name.SequenceEqual("gateway"u8))
                {
                    gateway = JsonTable.Address(ref reader);
                }
                else if (name.SequenceEqual("dev"u8))
                {
                    device = JsonTable.Text(ref reader, texts);
                }
                else if (name.SequenceEqual("flags"u8))
                {
                    onlink = JsonTable.HasWord(ref reader, "onlink"u8);
                }

                reader.Skip();
            }

            paths.Add((gateway, device, onlink));
        }

        return paths;
    }

    private static RouteType TypeOf(string type) => type switch
    {
        "unicast" => RouteType.Unicast,
        "blackhole" => RouteType.Blackhole,
        "unreachable" => RouteType.Unreachable,
        "prohibit" => RouteType.Prohibit,
        "local" => RouteType.Local,
        _ => RouteType.Other,
    };
}
