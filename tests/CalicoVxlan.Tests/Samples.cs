using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Files;
using CalicoVxlan.Frames;

namespace CalicoVxlan.Tests;

/// <summary>The captures that tests read, and packets and frames out of them.</summary>
internal static class Samples
{
    public static string Root { get; } = FindRoot();

    public static string Lab(string name) => Path.Combine(Root, "module", "Samples", name);

    public static string Node1 => Lab("2-node1.pcapng");

    /// <summary>
    /// Every capture: the module's samples, those of the tests, and public ones where the machine has them (the folder
    /// CALICOVXLAN_SHARED_CAPTURES, or shared/captures beside the repository).
    /// </summary>
    public static string[] All() =>
        [.. Folders().Where(Directory.Exists).SelectMany(static f => Directory.GetFiles(f, "*.pcap*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];

    public static List<CapturedPacket> Packets(string file)
    {
        using IPacketSource source = CaptureFile.Open(file);
        return Packets(source);
    }

    public static List<CapturedPacket> Packets(IPacketSource source)
    {
        List<CapturedPacket> packets = [];
        while (source.TryRead(out CapturedPacket packet, TestContext.Current.CancellationToken))
        {
            packets.Add(packet);
        }

        return packets;
    }

    public static List<VxlanFrame> Frames(string file)
    {
        using IPacketSource source = CaptureFile.Open(file);
        return Frames(source);
    }

    public static List<VxlanFrame> Frames(params IEnumerable<CapturedPacket> packets) => Frames(new PacketList([.. packets]));

    public static List<VxlanFrame> Frames(IPacketSource source)
    {
        List<VxlanFrame> frames = [];
        using FrameReader reader = new(source, null, new FrameFilter { All = true });
        while (reader.MoveNext(TestContext.Current.CancellationToken))
        {
            frames.Add(reader.CreateFrame());
        }

        return frames;
    }

    private static IEnumerable<string> Folders() =>
    [
        Path.Combine(Root, "module", "Samples"),
        Path.Combine(Root, "tests", "captures"),
        Environment.GetEnvironmentVariable("CALICOVXLAN_SHARED_CAPTURES") is { Length: > 0 } shared
            ? shared
            : Path.Combine(Root, "..", "shared", "captures", "public"),
    ];

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "CalicoVxlan.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
