using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Tables;

/// <summary>An entry of <c>ip -j -d route show table all</c> with one next hop, the short way; <see cref="RouteReader"/> knows the others.</summary>
internal sealed class PlainRoute(bool isIpv6)
{
    public bool Read(ref PlainJson json, TextPool texts, Entries<RouteRecord> into)
    {
        Fields fields = default;
        uint seen = 0;
        if (!json.Take((byte)'{'))
        {
            return false;
        }

        do
        {
            if (!json.Name(out ReadOnlySpan<byte> name) || !Take(ref json, texts, name, ref fields, ref seen))
            {
                return false;
            }
        }
        while (json.Take((byte)','));
        if (!json.Take((byte)'}') || fields.Destination is not { } destination)
        {
            return false;
        }

        into.Add(new RouteRecord
        {
            Destination = destination,
            Gateway = fields.Gateway,
            // An IPv6 route that discards is said to be on lo.
            Device = RouteReader.Forwards(fields.Type) ? fields.Device : null,
            Type = fields.Type,
            Protocol = fields.Protocol ?? "boot",
            Table = fields.Table ?? "main",
            Metric = fields.Metric,
            Mtu = fields.Mtu,
            Onlink = fields.Onlink,
            IsLinkScope = fields.IsLinkScope,
            Source = fields.Source,
        });
        return true;
    }

    private bool Take(ref PlainJson json, TextPool texts, ReadOnlySpan<byte> name, ref Fields fields, ref uint seen) => name.Length switch
    {
        3 when name.SequenceEqual("dst"u8) => PlainJson.Once(ref seen, 0) && Destination(ref json, ref fields),
        3 when name.SequenceEqual("dev"u8) => PlainJson.Once(ref seen, 1) && json.Text(texts, out fields.Device),
        4 when name.SequenceEqual("type"u8) => PlainJson.Once(ref seen, 2) && Type(ref json, ref fields),
        5 when name.SequenceEqual("table"u8) => PlainJson.Once(ref seen, 3) && json.Text(texts, out fields.Table),
        5 when name.SequenceEqual("scope"u8) => PlainJson.Once(ref seen, 4) && Scope(ref json, ref fields),
        5 when name.SequenceEqual("flags"u8) => PlainJson.Once(ref seen, 5) && json.List("onlink"u8, out fields.Onlink),
        6 when name.SequenceEqual("metric"u8) => PlainJson.Once(ref seen, 6) && json.Number(out fields.Metric),
        7 when name.SequenceEqual("gateway"u8) => PlainJson.Once(ref seen, 7) && Address(ref json, ref fields.Gateway),
        7 when name.SequenceEqual("prefsrc"u8) => PlainJson.Once(ref seen, 8) && Address(ref json, ref fields.Source),
        7 when name.SequenceEqual("metrics"u8) => PlainJson.Once(ref seen, 9) && Mtu(ref json, ref fields),
        8 when name.SequenceEqual("protocol"u8) => PlainJson.Once(ref seen, 10) && json.Text(texts, out fields.Protocol),
        4 when name.SequenceEqual("pref"u8) => PlainJson.Once(ref seen, 11) && json.Text(out _),
        _ => false,
    };

    private bool Destination(ref PlainJson json, ref Fields fields)
    {
        if (!json.Text(out ReadOnlySpan<byte> text))
        {
            return false;
        }

        Cidr read = isIpv6 ? new Cidr(default, 0) : new Cidr(NetAddress.Ipv4(0u), 0);
        bool good = text.SequenceEqual("default"u8) || (Utf8Address.TryParse(text, out read) && read.IsIpv4 != isIpv6);
        fields.Destination = read;
        return good;
    }

    private static bool Type(ref PlainJson json, ref Fields fields)
    {
        if (!json.Text(out ReadOnlySpan<byte> text))
        {
            return false;
        }

        fields.Type = text.SequenceEqual("unicast"u8) ? RouteType.Unicast : text.SequenceEqual("local"u8) ? RouteType.Local
            : text.SequenceEqual("blackhole"u8) ? RouteType.Blackhole : RouteType.Other;

        // The rare ones the long way.
        return fields.Type != RouteType.Other;
    }

    private static bool Scope(ref PlainJson json, ref Fields fields)
    {
        bool good = json.Text(out ReadOnlySpan<byte> text);
        fields.IsLinkScope = text.SequenceEqual("link"u8);
        return good;
    }

    private static bool Address(ref PlainJson json, ref NetAddress? into)
    {
        bool good = json.Address(out NetAddress address);
        into = address;
        return good;
    }

    // Felix writes it since 3.31: [{"mtu":1450}].
    private static bool Mtu(ref PlainJson json, ref Fields fields)
    {
        uint mtu = 0;
        bool good = json.Take((byte)'[') && json.Take((byte)'{') && json.Name(out ReadOnlySpan<byte> name) && name.SequenceEqual("mtu"u8)
            && json.Number(out mtu) && mtu <= int.MaxValue && json.Take((byte)'}') && json.Take((byte)']');
        fields.Mtu = (int)mtu;
        return good;
    }

    private struct Fields
    {
        public Cidr? Destination;
        public string? Device;
        public string? Table;
        public string? Protocol;
        public NetAddress? Gateway;
        public NetAddress? Source;
        public RouteType Type;
        public uint Metric;
        public int Mtu;
        public bool Onlink;
        public bool IsLinkScope;
    }
}
