using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Records;

/// <summary>An address of an interface, from <c>ip -j addr show</c>.</summary>
/// <param name="Interface">Name of the interface.</param>
/// <param name="Address">The address with its prefix length.</param>
/// <param name="Scope">global, link, host.</param>
internal readonly record struct AddressRecord(string Interface, Cidr Address, string Scope);
