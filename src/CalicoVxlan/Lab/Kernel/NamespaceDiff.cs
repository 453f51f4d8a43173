namespace CalicoVxlan.Lab.Kernel;

/// <summary>
/// What leads from one state of a namespace to another. What the kernel drops by itself, when a device goes or goes down, is
/// not dropped again, and is put back when it is still wanted.
/// </summary>
internal static class NamespaceDiff
{
    /// <summary>The difference; <paramref name="was"/> is an empty state for a namespace that is new.</summary>
    public static NamespaceChange Between(NamespaceState was, NamespaceState wanted)
    {
        NamespaceChange change = new(wanted.Name, wanted.Kind);
        NamespaceState now = was.Copy();
        RemoveLinks(now, wanted, change);
        TakeDown(now, wanted, change);
        RemoveAddresses(now, wanted, change);
        RemoveRest(now, wanted, change);
        ForgetNeighbours(now, wanted);
        AddLinks(now, wanted, change);
        AddRest(now, wanted, change);
        AddSysctls(now, wanted, change);
        change.Firewall = Firewall(now, wanted);
        return change;
    }

    private static void RemoveLinks(NamespaceState now, NamespaceState wanted, NamespaceChange change)
    {
        foreach (LinkState link in now.Links.ToList())
        {
            if (wanted.Link(link.Name) is { } kept && kept.Create == link.Create && kept.Index == link.Index)
            {
                continue;
            }

            // The other end of a veth takes its own away.
            if (link.Create is not null)
            {
                change.RemoveIp.Add($"link del {link.Name}");
            }

            now.RemoveLink(link.Name);
        }
    }

    private static void TakeDown(NamespaceState now, NamespaceState wanted, NamespaceChange change)
    {
        foreach (LinkState link in now.Links.Where(l => l.IsUp && wanted.Link(l.Name)?.IsUp == false).ToList())
        {
            change.RemoveIp.Add($"link set {link.Name} down");
            now.TakeDown(link.Name);
        }
    }

    // With a device's last IPv4 address its routes and neighbours go, permanent ones too. Routes are taken away first, so that it makes
    // no difference which address was the last.
    private static void RemoveAddresses(NamespaceState now, NamespaceState wanted, NamespaceChange change)
    {
        List<AddressState> gone = [.. now.Addresses.Except(wanted.Addresses)];
        foreach (string device in gone.Where(static a => a.IsIpv4).Select(static a => a.Device).Distinct().ToList())
        {
            foreach (RouteState route in now.Routes.Where(r => r.Device == device && r.IsIpv4).Reverse().ToList())
            {
                change.RemoveIp.Add($"route del {route.Text}");
                _ = now.Routes.Remove(route);
            }
        }

        foreach (AddressState address in gone)
        {
            change.RemoveIp.Add($"addr del {address.Cidr} dev {address.Device}");
            _ = now.Addresses.Remove(address);
            if (!now.Addresses.Exists(a => a.Device == address.Device && a.IsIpv4 == address.IsIpv4))
            {
                _ = now.Neighbours.RemoveAll(n => n.Device == address.Device && n.IsIpv4 == address.IsIpv4);
            }
        }
    }

    // A device that gets another MAC forgets its neighbours, permanent ones too.
    private static void ForgetNeighbours(NamespaceState now, NamespaceState wanted)
    {
        foreach (LinkState link in now.Links.Where(l => wanted.Link(l.Name) is { Mac: { } mac } && l.Mac != mac))
        {
            _ = now.Neighbours.RemoveAll(n => n.Device == link.Name);
        }
    }

    private static void RemoveRest(NamespaceState now, NamespaceState wanted, NamespaceChange change)
    {
        change.RemoveIp.AddRange(now.Routes.Except(wanted.Routes).Reverse().Select(static r => $"route del {r.Text}"));
        change.RemoveIp.AddRange(now.Neighbours.Where(n => !wanted.Neighbours.Exists(w => Same(w, n))).Select(static n => $"neigh del {n.Address} dev {n.Device}"));
        change.RemoveBridge.AddRange(now.Fdb.Where(f => !wanted.Fdb.Exists(w => w.Device == f.Device && w.Mac == f.Mac))
            .Select(static f => $"fdb del {f.Mac} dev {f.Device} self"));
    }

    private static void AddLinks(NamespaceState now, NamespaceState wanted, NamespaceChange change)
    {
        HashSet<string> squeezed = [];
        foreach (LinkState link in wanted.Links)
        {
            LinkState? before = now.Link(link.Name);
            LinkState? parent = link.Parent is null ? null : wanted.Link(link.Parent);
            if (before?.Mtu != link.Mtu && parent is not null && parent.Mtu < link.ParentMtu)
            {
                // The kernel lets nobody make a device larger than the one below has room for; afterwards the lower may shrink.
                change.AddIp.Add($"link set {parent.Name} mtu {link.ParentMtu}");
                _ = squeezed.Add(parent.Name);
            }

            Add(link, before, change);
            if (link.HasTxChecksum != (before?.HasTxChecksum ?? true))
            {
                change.Checksums.Add((link.Name, link.HasTxChecksum));
            }
        }

        change.AddIp.AddRange(squeezed.Select(device => $"link set {device} mtu {wanted.Link(device)!.Mtu}"));
    }

    private static void Add(LinkState link, LinkState? before, NamespaceChange change)
    {
        if (before is null && link.Create is not null)
        {
            string index = link.Index > 0 ? $" index {link.Index}" : "";
            string mtu = link.Mtu > 0 ? $" mtu {link.Mtu}" : "";
            string mac = link.Mac is not null ? $" address {link.Mac}" : "";
            change.AddIp.Add($"link add {link.Name}{index}{mtu}{mac} {link.Create}");
            return;
        }

        if (link.Mtu > 0 && before?.Mtu != link.Mtu)
        {
            change.AddIp.Add($"link set {link.Name} mtu {link.Mtu}");
        }

        if (link.Mac is not null && before?.Mac != link.Mac)
        {
            change.AddIp.Add($"link set {link.Name} address {link.Mac}");
        }
    }

    private static void AddRest(NamespaceState now, NamespaceState wanted, NamespaceChange change)
    {
        change.AddIp.AddRange(wanted.Addresses.Except(now.Addresses).Select(static a => $"addr replace {a.Text}"));
        change.AddIp.AddRange(wanted.Links.Where(l => l.IsUp && now.Link(l.Name)?.IsUp != true).Select(static l => $"link set {l.Name} up"));
        change.AddIp.AddRange(wanted.Neighbours.Except(now.Neighbours).Select(static n => $"neigh replace {n.Address} lladdr {n.Mac} dev {n.Device} nud permanent"));
        change.AddIp.AddRange(wanted.Routes.Except(now.Routes).Select(static r => $"route replace {r.Text}"));
        change.AddBridge.AddRange(wanted.Fdb.Except(now.Fdb).Select(static f => $"fdb replace {f.Mac} dev {f.Device} dst {f.Destination} self permanent"));
    }

    private static void AddSysctls(NamespaceState now, NamespaceState wanted, NamespaceChange change)
    {
        foreach ((string path, string value) in wanted.Sysctls)
        {
            if (!now.Sysctls.TryGetValue(path, out string? before) || before != value)
            {
                // Of a device that is yet to be made, it can be written only then.
                bool isOfNewDevice = wanted.Links.Exists(l => l.Create is not null && NamespaceState.IsOf(path, l.Name));
                (isOfNewDevice ? change.Sysctls : change.Defaults).Add((path, value));
            }
        }
    }

    private static string Firewall(NamespaceState now, NamespaceState wanted)
    {
        List<string> lines = [];
        foreach (string table in now.Firewall.Keys.Where(t => wanted.Firewall.GetValueOrDefault(t) != now.Firewall[t]))
        {
            lines.Add($"delete table {table}");
        }

        foreach ((string table, string body) in wanted.Firewall)
        {
            if (now.Firewall.GetValueOrDefault(table) != body)
            {
                lines.Add($"table {table} {{\n{body}\n}}");
            }
        }

        return lines.Count == 0 ? "" : string.Join('\n', lines) + "\n";
    }

    private static bool Same(NeighbourState one, NeighbourState other) => one.Device == other.Device && one.Address == other.Address;
}
