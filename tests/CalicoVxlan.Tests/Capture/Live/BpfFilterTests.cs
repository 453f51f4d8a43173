using CalicoVxlan.Capture.Live;
using CalicoVxlan.Capture;
using CalicoVxlan.Common;

namespace CalicoVxlan.Tests.Capture.Live;

[Collection(nameof(LiveCollection))]
public class BpfFilterTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("udp port 4789")]
    [InlineData("inbound and icmp")]
    public void A_good_filter_passes(string? filter)
    {
        NeedLibPcap();
        BpfFilter.Check(filter);
        BpfFilter.Check(filter, LinkType.LinuxSll2);
    }

    [Fact]
    public void Raw_ip_is_known_by_its_number_in_files()
    {
        NeedLibPcap();
        BpfFilter.Check("udp port 4789", LinkType.Raw);
        _ = Assert.Throws<CaptureException>(static () => BpfFilter.Check("ether host 66:f9:37:c3:7e:94", LinkType.Raw));
    }

    [Theory]
    [InlineData("udp prt 4789", "syntax error")]
    [InlineData("host", "syntax error")]
    [InlineData("udp \u001b[31m", "syntax error")]
    [InlineData("udp\0garbage", "null")]
    public void A_bad_filter_is_named_with_the_reason(string filter, string reason)
    {
        NeedLibPcap();
        CaptureException bad = Assert.Throws<CaptureException>(() => BpfFilter.Check(filter));
        Assert.Equal(CaptureFailure.BadFilter, bad.Failure);
        Assert.Contains(SafeText.Clean(filter), bad.Message, StringComparison.Ordinal);
        Assert.Contains(reason, bad.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(bad.Message, char.IsControl);
    }

    [Fact]
    public void A_filter_that_would_keep_the_compiler_busy_is_refused()
    {
        NeedLibPcap();
        string huge = new string('(', 50_000) + "udp" + new string(')', 50_000);
        Assert.Equal(CaptureFailure.BadFilter, Assert.Throws<CaptureException>(() => BpfFilter.Check(huge)).Failure);
    }

    internal static void NeedLibPcap()
    {
        try
        {
            BpfFilter.Check("ip");
        }
        catch (CaptureException missing) when (missing.Failure == CaptureFailure.LibraryMissing)
        {
            Assert.Skip(missing.Message);
        }
    }
}
