using System.Runtime.InteropServices;

namespace CalicoVxlan.Capture.Live;

/// <summary>Waits until one of several captures may have packets, with poll(2); by sleeping where that can't be asked.</summary>
internal static partial class DeviceWait
{
    /// <summary>The longest single wait, in milliseconds: a cancelled token is noticed after it.</summary>
    public const int Longest = 50;

    // Where only sleeping is left (Windows), a shorter nap keeps Npcap's buffer from filling.
    private const int Nap = 10;

    private const short PollIn = 1;

    public static void ForPackets(List<PcapDevice> devices, int milliseconds, CancellationToken cancellation)
    {
        Span<PollEntry> entries = devices.Count <= 64 ? stackalloc PollEntry[devices.Count] : new PollEntry[devices.Count];
        for (int i = 0; i < devices.Count; i++)
        {
            if (devices[i].Descriptor < 0)
            {
                _ = cancellation.WaitHandle.WaitOne(Math.Min(milliseconds, Nap));
                return;
            }

            entries[i] = new PollEntry { Descriptor = devices[i].Descriptor, Events = PollIn };
        }

        // Interrupted by a signal or refused: either way the caller looks again.
        _ = Poll(ref MemoryMarshal.GetReference(entries), (nuint)entries.Length, milliseconds);
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollEntry entries, nuint count, int milliseconds);

    /// <summary>struct pollfd of poll(2).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Answer;
    }
}
