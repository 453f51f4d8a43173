using System.Reflection;
using CalicoVxlan.Frames;

namespace CalicoVxlan.Tests.Frames;

/// <summary>Reads everything a frame can say. None of it may fail, whatever the bytes are.</summary>
internal static class FrameProbe
{
    private static readonly PropertyInfo[] OfFrames = typeof(VxlanFrame).GetProperties();
    private static readonly PropertyInfo[] OfHeaders = typeof(FrameHeaders).GetProperties();
    private static readonly PropertyInfo[] OfVxlan = typeof(VxlanInfo).GetProperties();

    /// <summary>By reflection: also properties that are added later.</summary>
    public static void ReadByReflection(VxlanFrame frame)
    {
        Read(OfFrames, frame);
        Read(OfHeaders, frame.Outer);
        Read(OfHeaders, frame.Inner);
        Read(OfVxlan, frame.Vxlan);
        foreach (FrameTunnel tunnel in frame.Tunnels)
        {
            Read(OfHeaders, tunnel.Headers);
        }

        _ = frame.ToString();
        _ = frame.Stop?.ToString();
    }

    /// <summary>By direct calls: quick, for many frames. The text is the same whenever the frame is.</summary>
    public static string Describe(VxlanFrame frame) =>
        $"{frame.Number} {frame.Timestamp:O} {frame.TimestampNanoseconds} {frame.CapturePoint} {frame.LinkType} {frame.Length}/{frame.CapturedLength}"
        + $" {frame.Encapsulation} vni {frame.Vni} [{frame.Vxlan} {frame.Vxlan?.GroupPolicyId} {frame.Vxlan?.NextProtocol}] {frame.SourceVtep} > {frame.DestinationVtep}"
        + $" {frame.Source}:{frame.SourcePort} > {frame.Destination}:{frame.DestinationPort} {frame.Protocol} | {frame.Info} | {string.Join(';', frame.Warnings)}"
        + $" | {frame.Stop} | {frame.FragmentOf} {frame.Comment}\n outer {Describe(frame.Outer)}\n inner {Describe(frame.Inner)}"
        + string.Concat(frame.Tunnels.Select(static t => $"\n {t.Encapsulation} {t.Vni} {t.Vxlan} {Describe(t.Headers)}"));

    private static string Describe(FrameHeaders? h) => h is null ? "none"
        : $"{h.SourceMac} > {h.DestinationMac} [{string.Join(',', h.VlanIds)}] {h.EtherType:x} v{h.IpVersion} {h.Source} > {h.Destination} ttl {h.Ttl} dscp {h.Dscp} ecn {h.Ecn}"
            + $" id {h.Identification} df {h.DontFragment} mf {h.MoreFragments} at {h.FragmentOffset} {h.Protocol} {h.SourcePort} > {h.DestinationPort}"
            + $" {h.TcpFlags} seq {h.Sequence} ack {h.Acknowledgment} win {h.Window} mss {h.MaximumSegmentSize} icmp {h.IcmpType}/{h.IcmpCode} {h.IcmpId} {h.IcmpSequence}"
            + $" arp {h.ArpOperation} {h.ArpSenderMac} {h.ArpSenderAddress} {h.ArpTargetMac} {h.ArpTargetAddress} payload {h.PayloadLength} {h.IpChecksum} {h.L4Checksum} {h}";

    private static void Read(PropertyInfo[] properties, object? from)
    {
        if (from is not null)
        {
            foreach (PropertyInfo property in properties)
            {
                _ = property.GetValue(from);
            }
        }
    }
}
