namespace CalicoVxlan.Flows;

/// <summary>What one row of a measurement is about. Each is at one capture point.</summary>
public enum FlowGrouping
{
    /// <summary>Both directions between two endpoints.</summary>
    Conversation,

    /// <summary>One direction between two endpoints.</summary>
    Flow,

    /// <summary>What one VTEP sends to another.</summary>
    Vtep,

    /// <summary>What one pod sends to another; needs evidence.</summary>
    Pod,

    /// <summary>What the pods of one node send to those of another; needs evidence.</summary>
    Node,

    /// <summary>All of a VNI.</summary>
    Vni,

    /// <summary>All of a capture point.</summary>
    CapturePoint,
}
