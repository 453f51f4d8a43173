using CalicoVxlan.Common;

namespace CalicoVxlan.Frames;

/// <summary>Knows pods and nodes by their addresses. What knows them is the cluster's side; frames and flows only ask.</summary>
public abstract class AddressNames
{
    internal abstract AddressName? Find(NetAddress address);
}

/// <summary>Whose an address is.</summary>
/// <param name="Pod">NAMESPACE/NAME; null for an address of a node.</param>
/// <param name="Node">The node; null when it is not known.</param>
internal sealed record AddressName(string? Pod, string? Node);
