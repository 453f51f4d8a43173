namespace CalicoVxlan.Lab.Kernel;

/// <summary>What one network namespace shall hold. The kernel is brought from one of these to another by their difference alone.</summary>
internal sealed class NamespaceState(string name, NamespaceKind kind)
{
    public string Name => name;

    public NamespaceKind Kind => kind;

    /// <summary>In the order in which they are made.</summary>
    public List<LinkState> Links { get; } = [];

    public List<AddressState> Addresses { get; } = [];

    /// <summary>In the order in which they are added: a gateway's own route first.</summary>
    public List<RouteState> Routes { get; } = [];

    /// <summary>Permanent ones.</summary>
    public List<NeighbourState> Neighbours { get; } = [];

    public List<FdbState> Fdb { get; } = [];

    /// <summary>Values by their path below /proc/sys, such as <c>net/ipv4/ip_forward</c>.</summary>
    public Dictionary<string, string> Sysctls { get; } = new(StringComparer.Ordinal);

    /// <summary>What is between a table's braces, by family and name, such as <c>ip calico</c>.</summary>
    public Dictionary<string, string> Firewall { get; } = new(StringComparer.Ordinal);

    public LinkState? Link(string device) => Links.FirstOrDefault(l => l.Name == device);

    /// <summary>Puts a changed link in the place of the one of its name.</summary>
    public void Change(string device, Func<LinkState, LinkState> change)
    {
        int at = Links.FindIndex(l => l.Name == device);
        if (at >= 0)
        {
            Links[at] = change(Links[at]);
        }
    }

    /// <summary>Takes a device away with everything that is on it, as the kernel does.</summary>
    public void RemoveLink(string device)
    {
        _ = Links.RemoveAll(l => l.Name == device);
        _ = Addresses.RemoveAll(a => a.Device == device);
        _ = Fdb.RemoveAll(f => f.Device == device);
        foreach (string path in Sysctls.Keys.Where(p => IsOf(p, device)).ToList())
        {
            _ = Sysctls.Remove(path);
        }

        ForgetNextHops(device);
    }

    /// <summary>Takes a device down: the kernel drops routes and neighbours, permanent ones too, and IPv6 addresses; IPv4 addresses and FDB entries stay.</summary>
    public void TakeDown(string device)
    {
        Change(device, static l => l with { IsUp = false });
        _ = Addresses.RemoveAll(a => a.Device == device && !a.IsIpv4);
        ForgetNextHops(device);
    }

    public NamespaceState Copy()
    {
        NamespaceState copy = new(name, kind);
        copy.Links.AddRange(Links);
        copy.Addresses.AddRange(Addresses);
        copy.Routes.AddRange(Routes);
        copy.Neighbours.AddRange(Neighbours);
        copy.Fdb.AddRange(Fdb);
        foreach ((string path, string value) in Sysctls)
        {
            copy.Sysctls[path] = value;
        }

        foreach ((string table, string body) in Firewall)
        {
            copy.Firewall[table] = body;
        }

        return copy;
    }

    /// <summary>True for a path such as net/ipv4/conf/eth0/rp_filter of eth0.</summary>
    public static bool IsOf(string path, string device) => path.Contains($"/{device}/", StringComparison.Ordinal);

    private void ForgetNextHops(string device)
    {
        _ = Routes.RemoveAll(r => r.Device == device);
        _ = Neighbours.RemoveAll(n => n.Device == device);
    }
}

/// <summary>Whose namespace it is; who makes a veth comes before who gets its other end.</summary>
internal enum NamespaceKind
{
    Fabric,
    Node,
    Pod,
}

/// <summary>A device.</summary>
internal sealed record LinkState
{
    public required string Name { get; init; }

    /// <summary>What follows <c>ip link add NAME</c> and says what it is; null where it comes by itself or from the other end of a veth.</summary>
    public string? Create { get; init; }

    /// <summary>0 for whatever is free.</summary>
    public int Index { get; init; }

    /// <summary>Bytes; 0 for whatever it has.</summary>
    public int Mtu { get; init; }

    /// <summary>Null for whatever it has.</summary>
    public string? Mac { get; init; }

    public bool IsUp { get; init; } = true;

    /// <summary>Whether it may leave checksums to what is below it.</summary>
    public bool HasTxChecksum { get; init; } = true;

    /// <summary>The device below, where the kernel demands that its MTU has room for this one's.</summary>
    public string? Parent { get; init; }

    /// <summary>Bytes of MTU that the parent needs while this device is made.</summary>
    public int ParentMtu { get; init; }
}

/// <summary>An address of a device, with its prefix.</summary>
internal sealed record AddressState(string Device, string Cidr)
{
    public bool IsIpv4 => !Cidr.Contains(':', StringComparison.Ordinal);

    // Nothing else has an address of a lab, so nobody needs to wait for that to be found out.
    public string Text => IsIpv4 ? $"{Cidr} dev {Device}" : $"{Cidr} dev {Device} nodad";
}

/// <summary>A route as <c>ip route add</c> takes it; the device is empty for those that lead to none.</summary>
internal sealed record RouteState(string Device, string Text)
{
    public bool IsIpv4 => !Text.Contains(':', StringComparison.Ordinal);
}

/// <summary>A permanent neighbour.</summary>
internal sealed record NeighbourState(string Device, string Address, string Mac)
{
    public bool IsIpv4 => !Address.Contains(':', StringComparison.Ordinal);
}

/// <summary>A forwarding entry of a VXLAN device.</summary>
internal sealed record FdbState(string Device, string Mac, string Destination);
