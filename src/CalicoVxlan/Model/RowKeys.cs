using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Model;

/// <summary>An address or MAC on a device. Two rows' device names are mostly one string, so comparing them costs nothing.</summary>
internal readonly record struct DeviceKey(string Device, NetAddress Address)
{
    public DeviceKey(string device, MacAddress mac)
        : this(device, new NetAddress(ulong.MaxValue, mac.Value))
    {
    }

    public bool Equals(DeviceKey other) => Address == other.Address && Device == other.Device;

    public override int GetHashCode() => HashCode.Combine(Address.High, Address.Low, Device.GetHashCode(StringComparison.Ordinal));
}

/// <summary>Neighbours by device and address; the kernel has one each, so the last that is listed counts.</summary>
internal abstract class NeighbourKey : IRowKey<NeighbourRecord, DeviceKey>
{
    public static bool IsKept(in NeighbourRecord row) => true;

    public static DeviceKey KeyOf(in NeighbourRecord row) => new(row.Device, row.Address);

    public static bool IsBetter(in NeighbourRecord later, in NeighbourRecord earlier) => true;
}

/// <summary>Forwarding entries by device and MAC; those without a destination are a bridge's own.</summary>
internal abstract class FdbKey : IRowKey<FdbRecord, DeviceKey>
{
    public static bool IsKept(in FdbRecord row) => row.Destination is not null;

    public static DeviceKey KeyOf(in FdbRecord row) => new(row.Device, row.Mac);

    public static bool IsBetter(in FdbRecord later, in FdbRecord earlier) => true;
}

/// <summary>Routes of the main table by destination; the lowest metric wins.</summary>
internal abstract class RouteKey : IRowKey<RouteRecord, Cidr>
{
    public static bool IsKept(in RouteRecord row) => row.Table == "main";

    public static Cidr KeyOf(in RouteRecord row) => row.Destination;

    public static bool IsBetter(in RouteRecord later, in RouteRecord earlier) => later.Metric < earlier.Metric;
}
