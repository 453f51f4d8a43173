using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Records;

/// <summary>What a route does with a packet (RTN_* of rtnetlink(7)).</summary>
internal enum RouteType : byte
{
    Unicast,
    Blackhole,
    Unreachable,
    Prohibit,
    Local,
    Other,
}

/// <summary>A route, from <c>ip -j -d -4 route show table all</c> (or -6). A multipath route is one record a next hop.</summary>
internal readonly record struct RouteRecord
{
    public Cidr Destination { get; init; }

    /// <summary>Next hop; default when the destination is on the link.</summary>
    public NetAddress? Gateway { get; init; }

    /// <summary>Name of the interface; null where the route has none (blackhole).</summary>
    public string? Device { get; init; }

    public RouteType Type { get; init; }

    /// <summary>boot, kernel, bird, 80 ... ; <c>boot</c> where <c>ip</c> leaves it out.</summary>
    public string Protocol { get; init; }

    /// <summary>main, local, or a number; <c>main</c> where <c>ip</c> leaves it out.</summary>
    public string Table { get; init; }

    /// <summary>Lower wins.</summary>
    public uint Metric { get; init; }

    /// <summary>Bytes; 0 when the route sets none.</summary>
    public int Mtu { get; init; }

    public bool Onlink { get; init; }

    /// <summary>Scope link: the destination is on the link.</summary>
    public bool IsLinkScope { get; init; }

    /// <summary>Preferred source address.</summary>
    public NetAddress? Source { get; init; }
}
