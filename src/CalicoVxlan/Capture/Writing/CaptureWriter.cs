namespace CalicoVxlan.Capture.Writing;

/// <summary>Makes the writer for a format and a target.</summary>
public static class CaptureWriter
{
    /// <summary>Writes a file that appears, complete, under its name when the writer is completed.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="format">The format to write.</param>
    /// <param name="overwrite">True replaces an existing file; false refuses to.</param>
    /// <exception cref="CaptureException">The file can't be written there.</exception>
    public static ICaptureWriter Create(string path, CaptureFormat format, bool overwrite = false) =>
        For(CaptureOutput.ToFile(path, overwrite), format);

    /// <summary>Writes to a stream, such as standard output, which stays open.</summary>
    /// <param name="stream">The stream to write to.</param>
    /// <param name="format">The format to write.</param>
    /// <param name="name">What messages call the stream.</param>
    public static ICaptureWriter Create(Stream stream, CaptureFormat format, string name = "standard output") =>
        For(CaptureOutput.ToStream(stream, name), format);

    /// <summary>The format that a file name's extension asks for: pcap for <c>.pcap</c> and <c>.cap</c>, else pcapng.</summary>
    public static CaptureFormat FormatOf(string path) =>
        Path.GetExtension(path) is { } extension
        && (extension.Equals(".pcap", StringComparison.OrdinalIgnoreCase) || extension.Equals(".cap", StringComparison.OrdinalIgnoreCase))
            ? CaptureFormat.Pcap
            : CaptureFormat.Pcapng;

    private static ICaptureWriter For(CaptureOutput output, CaptureFormat format) =>
        format == CaptureFormat.Pcap ? new PcapWriter(output) : new PcapngWriter(output);
}
