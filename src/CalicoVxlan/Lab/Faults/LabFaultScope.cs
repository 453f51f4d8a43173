namespace CalicoVxlan.Lab;

/// <summary>Which nodes a fault is about.</summary>
public enum LabFaultScope
{
    /// <summary>The whole cluster: no node needs to be named.</summary>
    Cluster,

    /// <summary>One node.</summary>
    Node,

    /// <summary>One node, towards one peer or, when none is named, towards all.</summary>
    NodeAndPeers,

    /// <summary>A node and a peer, both to be named.</summary>
    NodeAndPeer,
}
