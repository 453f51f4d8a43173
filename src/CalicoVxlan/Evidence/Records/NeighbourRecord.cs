using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Records;

/// <summary>An ARP or ND entry, from <c>ip -j neigh show</c>.</summary>
/// <param name="Device">Name of the interface.</param>
/// <param name="Address">Whose link-layer address it is.</param>
/// <param name="Mac">Zero when it is not known (INCOMPLETE, FAILED).</param>
/// <param name="IsPermanent">State PERMANENT: set by somebody, never aged.</param>
/// <param name="IsFailed">State FAILED or INCOMPLETE: nobody answered.</param>
internal readonly record struct NeighbourRecord(string Device, NetAddress Address, MacAddress Mac, bool IsPermanent, bool IsFailed);

/// <summary>A forwarding entry of a vxlan device, from <c>ip -j -d -f bridge neigh show</c>.</summary>
/// <param name="Device">Name of the interface.</param>
/// <param name="Mac">Inner destination; zero is the default destination.</param>
/// <param name="Destination">Outer destination; null for an entry without one (a bridge's own).</param>
/// <param name="IsPermanent">State permanent: set by somebody, never aged.</param>
internal readonly record struct FdbRecord(string Device, MacAddress Mac, NetAddress? Destination, bool IsPermanent);
