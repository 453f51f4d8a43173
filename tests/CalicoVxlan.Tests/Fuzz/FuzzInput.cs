using System.Globalization;
using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Files;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;
using CalicoVxlan.Tests.Frames;

namespace CalicoVxlan.Tests.Fuzz;

/// <summary>One input, a frame or a capture file: what is checked of it, and how it is kept when it fails.</summary>
internal sealed record FuzzInput(byte[] Bytes, LinkType? Link, int WireLength)
{
    public static string Folder => Path.Combine(Samples.Root, "tests", "regressions");

    public static FuzzInput Frame(byte[] bytes, LinkType link, int wireLength) => new(bytes, link, Math.Max(wireLength, bytes.Length));

    public static FuzzInput Capture(byte[] bytes) => new(bytes, null, 0);

    /// <summary>From a file as <see cref="Keep"/> names it.</summary>
    public static FuzzInput Load(string path)
    {
        string[] parts = Path.GetFileNameWithoutExtension(path).Split('-');
        byte[] bytes = File.ReadAllBytes(path);
        return parts[0] == "frame"
            ? Frame(bytes, (LinkType)int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture))
            : Capture(bytes);
    }

    /// <summary>Writes the input to tests/regressions: <c>frame-LINKTYPE-WIRELENGTH-NAME.bin</c> or <c>capture-NAME.bin</c>.</summary>
    public string Keep()
    {
        string name = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Bytes))[..12].ToLowerInvariant();
        string file = Link is { } link ? $"frame-{(int)link}-{WireLength}-{name}.bin" : $"capture-{name}.bin";
        string path = Path.Combine(Folder, file);
        File.WriteAllBytes(path, Bytes);
        return path;
    }

    /// <summary>Throws when something about the input is not as it must be.</summary>
    public void Check(bool deeply)
    {
        if (Link is { } link)
        {
            CheckFrame(link, deeply);
        }
        else
        {
            CheckCapture();
        }
    }

    private void CheckFrame(LinkType link, bool deeply)
    {
        FrameDecoder.Decode(Bytes, WireLength, link, DecodeOptions.Default, out FrameLayout layout);
        CheckPacket(layout.Inner);
        if (layout.Depth > 0)
        {
            CheckPacket(layout.Outer);
        }

        FrameEndpoints.Read(Bytes, layout, out FrameEndpoints ends);
        Must(layout.Depth <= 8);
        MustFit(layout.Vxlan, VxlanHeader.HeaderLength);
        Must(layout.StopKind == StopKind.None || layout.StopOffset <= Math.Max(WireLength, Bytes.Length));
        Must(!ends.HasPorts || ends.Version != 0);
        if (deeply)
        {
            VxlanFrame frame = VxlanFrame.Decode(Bytes, link, WireLength);
            Must(!FrameProbe.Describe(frame).AsSpan().ContainsAnyInRange('\0', '\t'));
            Must(frame.Tunnels.Length == layout.Depth);
        }
    }

    private void CheckPacket(in HeaderLayout packet)
    {
        MustFit(packet.Ethernet, EthernetHeader.HeaderLength);
        MustFit(packet.Network, packet.IpVersion == 6 ? Ipv6Header.HeaderLength : Ipv4Header.MinimumLength);
        MustFit(packet.Transport, packet.Protocol == IpProtocol.Tcp ? TcpHeader.MinimumLength : UdpHeader.HeaderLength);
        Must(packet.End <= WireLength && packet.Payload >= 0);
    }

    private void CheckCapture()
    {
        foreach (bool reuse in new[] { false, true })
        {
            try
            {
                using FrameReader reader = new(CaptureFile.Open(new MemoryStream(Bytes), "fuzz", reuse), null, new FrameFilter { All = true });
                while (reader.MoveNext())
                {
                    // No packet is smaller than its header; what has no end would never stop.
                    Must(reader.PacketsRead <= 1_000_000);
                    Must(reader.Packet.CapturedLength <= reader.Packet.WireLength);
                    _ = reader.CreateFrame().Info;
                }

                Must(reader.Problem is null || !reader.Problem.Message.Any(char.IsControl));
            }
            catch (CaptureException)
            {
            }
        }
    }

    private void MustFit(int offset, int length) => Must(offset == -1 || (offset >= 0 && offset + length <= Bytes.Length));

    private static void Must(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("What must hold for every input does not hold.");
        }
    }
}
