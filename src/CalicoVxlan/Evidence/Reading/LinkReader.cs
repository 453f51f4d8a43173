using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>Entries of <c>ip -j -d -s link show</c> and <c>ip -j addr show</c>.</summary>
internal static class LinkReader
{
    public static bool Read(ref Utf8JsonReader reader, TextPool texts, out LinkRecord link) => Read(ref reader, texts, out link, null);

    public static bool ReadWithAddresses(ref Utf8JsonReader reader, TextPool texts, out (LinkRecord Link, List<AddressRecord> Addresses) entry)
    {
        List<AddressRecord> addresses = [];
        bool found = Read(ref reader, texts, out LinkRecord link, addresses);
        for (int i = 0; found && i < addresses.Count; i++)
        {
            addresses[i] = addresses[i] with { Interface = link.Name };
        }

        entry = (link, addresses);
        return found;
    }

    private static bool Read(ref Utf8JsonReader reader, TextPool texts, out LinkRecord link, List<AddressRecord>? addresses)
    {
        int depth = reader.CurrentDepth;
        link = new LinkRecord { Name = "" };
        while (JsonTable.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            link = name switch
            {
                _ when name.SequenceEqual("ifindex"u8) => link with { Index = JsonTable.Int(ref reader) },
                _ when name.SequenceEqual("ifname"u8) => link with { Name = JsonTable.Text(ref reader, texts) ?? "" },
                _ when name.SequenceEqual("link_index"u8) => link with { LinkIndex = JsonTable.Int(ref reader) },
                _ when name.SequenceEqual("link"u8) => link with { Link = JsonTable.Text(ref reader, texts) },
                _ when name.SequenceEqual("link_netnsid"u8) => link with { LinkNetnsId = reader.TokenType == JsonTokenType.Number ? JsonTable.Int(ref reader) : null },
                _ when name.SequenceEqual("address"u8) => link with { Mac = JsonTable.Mac(ref reader) },
                _ when name.SequenceEqual("mtu"u8) => link with { Mtu = JsonTable.Int(ref reader) },
                _ when name.SequenceEqual("flags"u8) => link with { IsUp = JsonTable.HasWord(ref reader, "UP"u8) },
                _ when name.SequenceEqual("operstate"u8) => link with { OperState = JsonTable.Text(ref reader, texts) ?? "" },
                _ when name.SequenceEqual("master"u8) => link with { Master = JsonTable.Text(ref reader, texts) },
                _ when name.SequenceEqual("linkinfo"u8) => LinkInfo(ref reader, texts, link),
                _ when name.SequenceEqual("stats64"u8) => link with { Counters = Counters(ref reader) },
                _ when name.SequenceEqual("addr_info"u8) => Addresses(ref reader, texts, link, addresses),
                _ => Skip(ref reader, link),
            };
        }

        return link.Name.Length > 0;
    }

    private static LinkRecord Skip(ref Utf8JsonReader reader, LinkRecord link)
    {
        reader.Skip();
        return link;
    }

    private static LinkRecord LinkInfo(ref Utf8JsonReader reader, TextPool texts, LinkRecord link)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return link;
        }

        int depth = reader.CurrentDepth;
        VxlanAttributes? data = null;
        string? kind = null;
        while (JsonTable.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("info_kind"u8))
            {
                kind = JsonTable.Text(ref reader, texts);
            }
            else if (name.SequenceEqual("info_data"u8) && kind == "vxlan" && reader.TokenType == JsonTokenType.StartObject)
            {
                data = Vxlan(ref reader, texts);
            }
            else
            {
                reader.Skip();
            }
        }

        return link with { Kind = kind, Vxlan = data };
    }

    private static VxlanAttributes Vxlan(ref Utf8JsonReader reader, TextPool texts)
    {
        int depth = reader.CurrentDepth;
        VxlanAttributes data = new();
        while (JsonTable.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            data = name switch
            {
                _ when name.SequenceEqual("id"u8) => data with { Vni = JsonTable.Int(ref reader) },
                _ when name.SequenceEqual("local"u8) || name.SequenceEqual("local6"u8) => data with { Local = JsonTable.Address(ref reader) },
                _ when name.SequenceEqual("group"u8) || name.SequenceEqual("group6"u8) || name.SequenceEqual("remote"u8) || name.SequenceEqual("remote6"u8) => data with { Group = JsonTable.Address(ref reader) },
                _ when name.SequenceEqual("link"u8) => data with { Parent = JsonTable.Text(ref reader, texts) },
                _ when name.SequenceEqual("port"u8) => data with { Port = JsonTable.Int(ref reader) },
                _ when name.SequenceEqual("learning"u8) => data with { Learning = JsonTable.IsTrue(ref reader) },
                _ when name.SequenceEqual("external"u8) => data with { External = JsonTable.IsTrue(ref reader) },
                _ when name.SequenceEqual("gbp"u8) => data with { GroupPolicy = JsonTable.IsTrue(ref reader) },
                _ => Skip(ref reader, data),
            };
        }

        return data;
    }

    private static VxlanAttributes Skip(ref Utf8JsonReader reader, VxlanAttributes data)
    {
        reader.Skip();
        return data;
    }

    private static LinkCounters Counters(ref Utf8JsonReader reader)
    {
        LinkCounters counters = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return counters;
        }

        int depth = reader.CurrentDepth;
        while (JsonTable.NextProperty(ref reader, depth, out ReadOnlySpan<byte> direction))
        {
            bool isReceive = direction.SequenceEqual("rx"u8);
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            int inner = reader.CurrentDepth;
            while (JsonTable.NextProperty(ref reader, inner, out ReadOnlySpan<byte> name))
            {
                long value = JsonTable.Number(ref reader);
                counters = name switch
                {
                    _ when name.SequenceEqual("packets"u8) => isReceive ? counters with { RxPackets = value } : counters with { TxPackets = value },
                    _ when name.SequenceEqual("dropped"u8) => isReceive ? counters with { RxDropped = value } : counters with { TxDropped = value },
                    _ when name.SequenceEqual("errors"u8) => isReceive ? counters with { RxErrors = value } : counters with { TxErrors = value },
                    _ when name.SequenceEqual("carrier_errors"u8) => counters with { TxCarrierErrors = value },
                    _ => counters,
                };
                reader.Skip();
            }
        }

        return counters;
    }

    private static LinkRecord Addresses(ref Utf8JsonReader reader, TextPool texts, LinkRecord link, List<AddressRecord>? addresses)
    {
        if (addresses is null || reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return link;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            int depth = reader.CurrentDepth;
            NetAddress? local = null;
            int length = -1;
            string scope = "";
            while (JsonTable.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
            {
                if (name.SequenceEqual("local"u8))
                {
                    local = JsonTable.Address(ref reader);
                }
                else if (name.SequenceEqual("prefixlen"u8))
                {
                    length = JsonTable.Int(ref reader);
                }
                else if (name.SequenceEqual("scope"u8))
                {
                    scope = JsonTable.Text(ref reader, texts) ?? "";
                }

                reader.Skip();
            }

            if (local is { } address && length >= 0 && length <= (address.IsIpv4 ? 32 : 128))
            {
                addresses.Add(new AddressRecord("", new Cidr(address, length), scope));
            }
        }

        return link;
    }
}
