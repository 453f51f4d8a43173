namespace CalicoVxlan.Frames;

/// <summary>What a checksum says about a packet as it was captured.</summary>
public enum ChecksumState
{
    /// <summary>Can't be told: bytes are missing, or the packet is a fragment.</summary>
    Unknown,

    /// <summary>It fits the bytes (or, outside a packet whose own is Partial, will fit them once that is completed).</summary>
    Correct,

    /// <summary>It does not fit the bytes. On the sending host offloading explains most of these; judge at the receiver.</summary>
    Incorrect,

    /// <summary>There is none: IPv6 has no header checksum, a UDP sender may leave it zero.</summary>
    NotPresent,

    /// <summary>Only the pseudo-header's sum stands there: the sender leaves the rest to its network card. Captured before that.</summary>
    Partial,
}
