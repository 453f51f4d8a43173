using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Records;

/// <summary>A rule of NAT that names single addresses.</summary>
/// <param name="Chain">Table and chain, such as <c>nat POSTROUTING</c> or <c>ip site postrouting</c>.</param>
/// <param name="Text">The rule as it was listed, free of control characters, cut when it is long.</param>
/// <param name="Addresses">The single addresses in it.</param>
internal sealed record NatRuleRecord(string Chain, string Text, IReadOnlyList<NetAddress> Addresses);
