namespace CalicoVxlan.Capture.Writing;

/// <summary>A capture's file format.</summary>
public enum CaptureFormat
{
    /// <summary>pcapng: several interfaces and link types, comments, nanoseconds.</summary>
    Pcapng,

    /// <summary>Classic pcap with nanoseconds: one link type, no interface names, no comments.</summary>
    Pcap,
}
