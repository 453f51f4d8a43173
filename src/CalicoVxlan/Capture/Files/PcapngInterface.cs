using System.Buffers.Binary;
using System.Text;
using CalicoVxlan.Common;

namespace CalicoVxlan.Capture.Files;

/// <summary>An interface of a pcapng section: its capture point and its clock.</summary>
internal sealed record PcapngInterface(CaptureInterface Point, PcapngClock Clock)
{
    private const ushort IfName = 2;
    private const ushort IfTsresol = 9;
    private const ushort IfFcslen = 13;
    private const ushort IfTsoffset = 14;

    /// <summary>Parses the body of an interface description block: link type 2, reserved 2, snap length 4, options.</summary>
    public static PcapngInterface Parse(ReadOnlySpan<byte> body, bool bigEndian, PcapngInterfaceNames names, int index)
    {
        int linkType = bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(body) : BinaryPrimitives.ReadUInt16LittleEndian(body);
        uint snapLength = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(body[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
        string? name = null;
        byte resolution = PcapngClock.Microseconds;
        long offset = 0;
        int fcsLength = 0;
        PcapngOptions options = new(body[8..], bigEndian);
        while (options.TryNext(out ushort code, out ReadOnlySpan<byte> value))
        {
            switch (code)
            {
                case IfName when !value.IsEmpty:
                    name = SafeText.Clean(Encoding.UTF8.GetString(value.TrimEnd((byte)0)));
                    break;
                case IfTsresol when value.Length >= 1:
                    resolution = value[0];
                    break;
                case IfTsoffset when value.Length >= 8:
                    offset = bigEndian ? BinaryPrimitives.ReadInt64BigEndian(value) : BinaryPrimitives.ReadInt64LittleEndian(value);
                    break;
                case IfFcslen when value.Length >= 1:
                    // The draft counts bits, its example and some writers count bytes; no FCS is 8 bits or less.
                    fcsLength = value[0] > 8 ? value[0] / 8 : value[0];
                    break;
                default:
                    break;
            }
        }

        CaptureInterface point = names.PointFor(index, name, (LinkType)linkType, (int)Math.Min(snapLength, int.MaxValue), fcsLength);
        return new PcapngInterface(point, new PcapngClock(resolution, offset));
    }
}
