using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Tables;

/// <summary>Entries of <c>ip -j -d -s link show</c> and <c>ip -j addr show</c>.</summary>
internal static class LinkReader
{
    public static void Read(ref Utf8JsonReader reader, EntryFields fields, Entries<LinkRecord> into)
    {
        List<AddressRecord>? none = null;
        if (Read(ref reader, fields, ref none, skipAddresses: true) is { } link)
        {
            into.Add(link);
        }
    }

    public static void ReadWithAddresses(ref Utf8JsonReader reader, EntryFields fields, Entries<(LinkRecord Link, AddressRecord[] Addresses)> into)
    {
        List<AddressRecord>? addresses = null;
        if (Read(ref reader, fields, ref addresses, skipAddresses: false) is { } link)
        {
            // The name may come after them.
            into.Add((link, [.. (addresses ?? []).Select(a => a with { Interface = link.Name })]));
        }
    }

    /// <summary>
    /// Gives links whose peer or parent is in the same list its index: of those ip says the name alone.
    /// </summary>
    public static LinkRecord[] WithIndexes(LinkRecord[] links)
    {
        if (!links.Any(IsNamedOnly))
        {
            return links;
        }

        Dictionary<string, int> indexes = new(StringComparer.Ordinal);
        foreach (LinkRecord link in links)
        {
            _ = indexes.TryAdd(link.Name, link.Index);
        }

        return [.. links.Select(l => IsNamedOnly(l) && indexes.TryGetValue(l.Link ?? l.Vxlan!.Parent!, out int index) ? l with { LinkIndex = index } : l)];
    }

    private static bool IsNamedOnly(LinkRecord link) => link.LinkIndex == 0 && link.LinkNetnsId is null && (link.Link ?? link.Vxlan?.Parent) is not null;

    private static LinkRecord? Read(ref Utf8JsonReader reader, EntryFields fields, ref List<AddressRecord>? addresses, bool skipAddresses)
    {
        int depth = reader.CurrentDepth;
        string? name = null;
        int? index = null;
        int? peer = null;
        string? link = null;
        int? peerNamespace = null;
        MacAddress mac = default;
        int mtu = 0;
        bool isUp = false;
        string state = "";
        string? master = null;
        LinkInfo info = default;
        LinkCounters counters = default;
        while (JsonToken.NextProperty(ref reader, depth, out ReadOnlySpan<byte> property))
        {
            switch (property.Length)
            {
                case 3 when property.SequenceEqual("mtu"u8):
                    mtu = fields.Int(ref reader, "mtu") ?? 0;
                    break;
                case 4 when property.SequenceEqual("link"u8):
                    link = fields.Text(ref reader, "link");
                    break;
                case 5 when property.SequenceEqual("flags"u8):
                    isUp = Words.Has(ref reader, fields, "flags", "UP"u8);
                    break;
                case 6 when property.SequenceEqual("ifname"u8):
                    name = fields.Text(ref reader, "ifname");
                    break;
                case 6 when property.SequenceEqual("master"u8):
                    master = fields.Text(ref reader, "master");
                    break;
                case 7 when property.SequenceEqual("ifindex"u8):
                    index = fields.Int(ref reader, "ifindex", 1);
                    break;
                case 7 when property.SequenceEqual("address"u8):
                    // A tunnel's is an IP address, which is no MAC and no fault.
                    fields.Once("address");
                    _ = JsonToken.TryMac(ref reader, out mac);
                    break;
                case 8 when property.SequenceEqual("linkinfo"u8):
                    info = LinkInfo.Read(ref reader, fields);
                    break;
                case 9 when property.SequenceEqual("operstate"u8):
                    state = fields.Text(ref reader, "operstate") ?? "";
                    break;
                case 9 when property.SequenceEqual("addr_info"u8):
                    if (!skipAddresses)
                    {
                        AddressReader.Read(ref reader, fields, addresses ??= []);
                    }

                    break;
                case 7 when property.SequenceEqual("stats64"u8):
                    counters = LinkCounterReader.Read(ref reader, fields);
                    break;
                case 10 when property.SequenceEqual("link_index"u8):
                    peer = fields.Int(ref reader, "link_index");
                    break;
                case 12 when property.SequenceEqual("link_netnsid"u8):
                    peerNamespace = fields.Int(ref reader, "link_netnsid");
                    break;
            }

            _ = reader.TrySkip();
        }

        fields.Need(!string.IsNullOrEmpty(name), "ifname");
        return fields.Problem is not null ? null : new LinkRecord
        {
            Name = name!,
            Index = index ?? 0,
            LinkIndex = peer ?? 0,
            Link = link,
            LinkNetnsId = peerNamespace,
            Kind = info.Kind,
            Mac = mac,
            Mtu = mtu,
            IsUp = isUp,
            OperState = state,
            Master = master,
            Vxlan = info.Vxlan,
            Counters = counters,
        };
    }
}
