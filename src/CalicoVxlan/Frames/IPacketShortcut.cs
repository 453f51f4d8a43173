using CalicoVxlan.Capture;

namespace CalicoVxlan.Frames;

/// <summary>Somebody who can do without decoding for some packets.</summary>
public interface IPacketShortcut
{
    /// <summary>Takes the packet if it is an encapsulated one that needs no decoding.</summary>
    bool TryTake(in CapturedPacket packet, DecodeOptions options);
}
