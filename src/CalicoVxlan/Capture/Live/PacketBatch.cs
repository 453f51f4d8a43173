using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CalicoVxlan.Capture.Live;

/// <summary>
/// Packets copied out of the kernel's ring and not yet handed on. Their bytes go into blocks that are filled once and never
/// written again, so whoever got a packet may keep it.
/// </summary>
internal sealed unsafe class PacketBatch
{
    // Below the large object heap's 85,000 bytes: a block is garbage soon, and the young generation is where that is cheap.
    private const int BlockSize = 64 * 1024;

    // struct pcap_pkthdr begins with a struct timeval: two 8-byte fields on 64-bit Unix (macOS has 4 bytes of padding), else two of 4.
    private static readonly bool WideTime = !OperatingSystem.IsWindows() && nint.Size == 8;

    private readonly CapturedPacket[] packets;
    private byte[] block = [];
    private int used;
    private int head;
    private int count;
    private long number;

    public PacketBatch(int capacity) => packets = new CapturedPacket[capacity];

    public bool IsEmpty => head == count;

    public int Free => packets.Length - count;

    /// <summary>What went wrong in a callback, where nothing may be thrown.</summary>
    public Exception? Failure { get; private set; }

    public bool TryTake(out CapturedPacket packet)
    {
        if (head < count)
        {
            packet = packets[head++];
            return true;
        }

        packet = default;
        return false;
    }

    /// <summary>Makes room after everything was taken.</summary>
    public void Restart()
    {
        head = 0;
        count = 0;
    }

    /// <summary>The callback of pcap_dispatch. Its first argument is a handle to the <see cref="PcapDevice"/>.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void OnPacket(nint user, byte* header, byte* bytes)
    {
        PcapDevice device = (PcapDevice)GCHandle.FromIntPtr(user).Target!;
        try
        {
            device.Batch.Add(device, header, bytes);
        }
        catch (OutOfMemoryException failure)
        {
            device.Batch.Failure = failure;
        }
    }

    private void Add(PcapDevice device, byte* header, byte* bytes)
    {
        if (count == packets.Length)
        {
            return;
        }

        (long seconds, long fraction) = WideTime
            ? (*(long*)header, OperatingSystem.IsMacOS() ? *(int*)(header + 8) : *(long*)(header + 8))
            : (*(int*)header, *(int*)(header + 4));
        int* lengths = (int*)(header + (WideTime ? 16 : 8));
        int captured = lengths[0];
        int wire = Math.Max(lengths[1], captured);

        int offset = Copy(bytes, captured);
        packets[count++] = new CapturedPacket
        {
            Block = block,
            Offset = offset,
            CapturedLength = captured,
            WireLength = wire,
            Number = ++number,
            TimestampNanoseconds = (seconds * 1_000_000_000) + (fraction * device.TimestampUnit),
            Interface = device.Interface,
        };
    }

    private int Copy(byte* bytes, int length)
    {
        if (length > block.Length - used)
        {
            block = GC.AllocateUninitializedArray<byte>(Math.Max(BlockSize, length));
            used = 0;
        }

        int offset = used;
        new ReadOnlySpan<byte>(bytes, length).CopyTo(block.AsSpan(offset));
        used += length;
        return offset;
    }
}
