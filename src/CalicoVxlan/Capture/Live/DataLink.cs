namespace CalicoVxlan.Capture.Live;

/// <summary>
/// libpcap numbers link types in memory (DLT_) almost as files do (LINKTYPE_): raw IP is the one that matters here and
/// differs, by platform even.
/// </summary>
internal static class DataLink
{
    public static LinkType ToLinkType(int dlt) => (LinkType)dlt is LinkType.RawDlt or LinkType.RawOpenBsd ? LinkType.Raw : (LinkType)dlt;

    public static int ToDlt(LinkType linkType) => linkType is LinkType.Raw or LinkType.RawOpenBsd ? (int)LinkType.RawDlt : (int)linkType;
}
