using CalicoVxlan.Tests.Capture.Files;
using CalicoVxlan.Tests.Frames;
using CalicoVxlan.Tests.Fuzz;

namespace CalicoVxlan.Tests.TShark;

/// <summary>
/// The captures in tests/captures are built, so that what the lab does not send is compared with tshark, too. After a change of
/// the builder, <c>CALICOVXLAN_REFRESH_CAPTURES=1 dotnet test</c> writes them anew.
/// </summary>
public class BuiltCaptures
{
    private const ulong Time = 1_767_225_600_000_000; // 2026-01-01T00:00:00Z

    [Fact]
    public void Encapsulations() => AssertBuilt("encapsulations.pcapng", new CaptureBytes().Section().Interface(1, "eth0"), Corpus.Built());

    [Fact]
    public void Fragments()
    {
        byte[] datagram = FrameBuilder.Udp(54321, 4789, [.. FrameBuilder.VxlanHeader(), .. FrameBuilder.TcpFrame(payload: 988)]);
        AssertBuilt("fragments.pcapng", new CaptureBytes(bigEndian: true).Section().Interface(1, "eth0"), [.. new[] { (0, 0x2000), (800, 100) }.Select(
            part => FrameBuilder.Ethernet(0x0800, FrameBuilder.Ip4(
                17, part.Item1 == 0 ? datagram[..800] : datagram[800..], FrameBuilder.Node1, FrameBuilder.Node3, fragment: part.Item2)))]);
    }

    [Fact]
    public void Cooked() => AssertBuilt("cooked.pcapng", new CaptureBytes().Section().Interface(276, "any"),
        Corpus.Built().Select(static (f, i) => (byte[])[.. f[12..14], 0, 0, 0, 0, 0, (byte)(3 + (i % 2)), 0, 1, 0, 6, 2, 2, 3, 4, 5, 6, 0, 0, .. f[14..]]));

    private static void AssertBuilt(string name, CaptureBytes capture, IEnumerable<byte[]> frames)
    {
        ulong time = Time;
        byte[] expected = frames.Aggregate(capture, (c, f) => c.Enhanced(f, ticks: time += 1000)).ToArray();
        string path = Path.Combine(Samples.Root, "tests", "captures", name);
        if (Environment.GetEnvironmentVariable("CALICOVXLAN_REFRESH_CAPTURES") is { Length: > 0 })
        {
            File.WriteAllBytes(path, expected);
        }

        Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(path)), $"{path} is not what its builder makes.");
    }
}
