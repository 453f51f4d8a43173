namespace CalicoVxlan.Evidence.Kubernetes;

/// <summary>How a pool encapsulates.</summary>
public enum EncapsulationMode
{
    /// <summary>Not at all.</summary>
    Never,

    /// <summary>Between all nodes.</summary>
    Always,

    /// <summary>Between nodes of different subnets.</summary>
    CrossSubnet,
}
