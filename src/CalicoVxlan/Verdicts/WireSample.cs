using CalicoVxlan.Flows;

namespace CalicoVxlan.Verdicts;

/// <summary>What was seen on the wire: flows by direction.</summary>
internal sealed record WireSample(IReadOnlyList<VxlanFlow> Flows);
