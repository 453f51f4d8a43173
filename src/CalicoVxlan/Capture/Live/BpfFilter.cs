using CalicoVxlan.Common;

namespace CalicoVxlan.Capture.Live;

/// <summary>Filters in libpcap's language, pcap-filter(7).</summary>
public static class BpfFilter
{
    // The compiler calls itself for every nested part, on the caller's stack, and takes seconds from here on.
    private const int MaxLength = 8 * 1024;

    // The optimizer's time grows steeply: 15 KB of "or host" took it half a minute. Longer filters run as they are written.
    private const int MaxOptimizedLength = 2 * 1024;

    private const int SnapLength = 262_144;

    // libpcap before 1.8 compiles with global variables.
    private static readonly Lock Compiler = new();

    /// <summary>Compiles a filter without an interface, so that a bad one is known before a capture starts.</summary>
    /// <param name="text">The filter; null or blank keeps everything and is good.</param>
    /// <param name="linkType">What the packets begin with.</param>
    /// <exception cref="CaptureException">The filter is bad (with libpcap's reason), or libpcap is not installed.</exception>
    public static void Check(string? text, LinkType linkType = LinkType.Ethernet)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        LibPcapLibrary.Require(SafeText.Clean(text));
        nint dead = LibPcap.OpenDead(DataLink.ToDlt(linkType), SnapLength);
        if (dead == 0)
        {
            throw Bad(text, "libpcap knows no filters for this link type");
        }

        try
        {
            Compile(dead, text, optimize: false, out LibPcap.FilterProgram program);
            LibPcap.FreeCode(ref program);
        }
        finally
        {
            LibPcap.Close(dead);
        }
    }

    internal static void Apply(nint handle, string text)
    {
        Compile(handle, text, text.Length <= MaxOptimizedLength, out LibPcap.FilterProgram program);
        try
        {
            if (LibPcap.SetFilter(handle, ref program) != 0)
            {
                throw Bad(text, LibPcap.LastError(handle));
            }
        }
        finally
        {
            LibPcap.FreeCode(ref program);
        }
    }

    private static void Compile(nint handle, string text, bool optimize, out LibPcap.FilterProgram program)
    {
        if (text.Length > MaxLength)
        {
            throw Bad(text[..40] + "...", $"it has {text.Length} characters, more than {MaxLength}");
        }

        if (text.Contains('\0'))
        {
            throw Bad(text, "it contains a null character");
        }

        lock (Compiler)
        {
            if (LibPcap.Compile(handle, out program, text, optimize ? 1 : 0, LibPcap.NetmaskUnknown) != 0)
            {
                throw Bad(text, LibPcap.LastError(handle));
            }
        }
    }

    private static CaptureException Bad(string text, string reason) => new(
        CaptureFailure.BadFilter,
        SafeText.Clean(text),
        $"The filter '{SafeText.Clean(text)}' does not compile: {reason}.",
        "See pcap-filter(7) for the language; an example: 'udp port 4789 and host 192.0.2.1'.");
}
