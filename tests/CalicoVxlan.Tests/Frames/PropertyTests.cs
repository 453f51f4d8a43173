using CalicoVxlan.Frames;

namespace CalicoVxlan.Tests.Frames;

public class PropertyTests
{
    [Fact]
    public void Every_property_of_every_captured_frame_can_be_read()
    {
        foreach (string file in Samples.All())
        {
            foreach (VxlanFrame frame in Samples.Frames(file))
            {
                FrameProbe.ReadByReflection(frame);
            }
        }
    }

    [Fact]
    public void A_property_says_the_same_every_time()
    {
        foreach (VxlanFrame frame in Samples.Frames(Samples.Node1))
        {
            Assert.Equal(FrameProbe.Describe(frame), FrameProbe.Describe(frame));
        }
    }

    [Fact]
    public void The_bytes_are_a_copy()
    {
        VxlanFrame frame = VxlanFrame.Decode(FrameBuilder.Ping());
        string before = FrameProbe.Describe(frame);
        frame.GetBytes().AsSpan().Clear();
        Assert.Equal(before, FrameProbe.Describe(frame));
    }

    [Fact]
    public void Samples_are_decoded_to_their_end_without_a_warning()
    {
        foreach (string file in Directory.GetFiles(Samples.Lab(""), "*.pcapng"))
        {
            Assert.All(Samples.Frames(file), static frame =>
            {
                Assert.Null(frame.Stop);
                Assert.Empty(frame.Warnings);
            });
        }
    }

    [Fact]
    public void Samples_have_the_traffic_that_was_sent()
    {
        List<VxlanFrame> frames = Samples.Frames(Samples.Node1);
        Assert.Equal(502, frames.Count);
        Assert.Equal([107, 99, 296], new[] { "calia114be9108d", "vxlan.calico", "eth0" }.Select(p => frames.Count(f => f.CapturePoint == p)));
        Assert.All(frames, static f => Assert.Equal(f.CapturePoint == "eth0" && f.Encapsulation != Encapsulation.None, f.Vni == 4096));
        Assert.Contains(frames, static f => f is { CapturePoint: "eth0", Source: FrameBuilder.PodA, Destination: FrameBuilder.PodB, SourceVtep: FrameBuilder.Node1 });
        Assert.Contains(frames, static f => f.Info.StartsWith("ICMP port unreachable for UDP ", StringComparison.Ordinal));
        Assert.Contains(frames, static f => f.Info == "ARP who has 169.254.1.1 tell 172.16.154.16");
    }
}
