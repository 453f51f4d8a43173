using CalicoVxlan.Frames;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.PS.Tests.Commands;

public class GetVxlanFrameTests
{
    private const string Command = ",CalicoVxlan.PS.Commands.GetVxlanFrameCommand";

    [Theory]
    [InlineData("", 273)]
    [InlineData("-All", 502)]
    [InlineData("-Vni 4096", 273)]
    [InlineData("-Vni 4095,4097", 0)]
    [InlineData("-Vni 1,4096", 273)]
    [InlineData("-Protocol UDP", 10)]
    [InlineData("-Protocol 17", 10)]
    [InlineData("-Protocol ARP -All", 4)]
    [InlineData("-Address 172.16.28.34", 273)]
    [InlineData("-Address 192.168.5.0/24", 273)]
    [InlineData("-Address 10.0.0.0/8", 0)]
    [InlineData("-CapturePoint cali*,vxlan* -All", 206)]
    [InlineData("-CapturePoint eth0", 273)]
    public void Filters_keep_what_they_name(string filter, int count) =>
        Assert.Equal(count, Cvx.Invoke($"Get-VxlanFrame '{Cvx.Node1}' {filter}").Output.Count);

    [Fact]
    public void Several_files_and_wildcards_are_one_stream()
    {
        HostResult result = Cvx.Invoke($"Get-VxlanFrame '{Cvx.Samples}/[23]-*.pcapng', '{Cvx.Node1}' -All");
        Assert.Empty(result.Errors);
        Assert.Equal(502 + 680 + 502, result.Output.Count);
    }

    [Fact]
    public void A_literal_path_has_no_wildcards()
    {
        using Folder folder = new();
        File.Copy(Cvx.Node1, folder["a[1]*.pcapng"]);
        Assert.Equal(273, Cvx.Invoke($"Get-VxlanFrame -LiteralPath '{folder["a[1]*.pcapng"]}'").Output.Count);
    }

    [Fact]
    public void What_cant_be_read_is_reported_and_the_rest_goes_on()
    {
        using Folder folder = new();
        File.WriteAllText(folder["empty.pcap"], "");
        File.WriteAllText(folder["text.pcap"], "hello, world");
        HostResult result = Cvx.Invoke(
            $"Get-VxlanFrame '{folder["none.pcap"]}','{folder["."]}','{folder["empty.pcap"]}','{folder["text.pcap"]}','{folder["*.none"]}','{Cvx.Node1}'");
        Assert.Equal(273, result.Output.Count);
        Assert.Equal(
            ["CaptureFileNotFound", "CaptureIsDirectory", "NotACapture", "NotACapture", "CaptureFileNotFound"],
            result.Errors.Select(static e => e.FullyQualifiedErrorId.Replace(Command, "", StringComparison.Ordinal)));
        Assert.All(result.Errors, static e => Assert.NotEmpty(e.ErrorDetails!.RecommendedAction));
        Assert.Contains("68 65 6c 6c 6f", result.Errors[3].ErrorDetails!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Vni 99999999", "ParameterArgumentValidationError")]
    [InlineData("-Vni -1", "ParameterArgumentValidationError")]
    [InlineData("-Port 0", "ParameterArgumentValidationError")]
    [InlineData("-Address nonsense", "CannotConvertArgumentNoMessage")]
    [InlineData("-Address 10.0.0.0/33", "CannotConvertArgumentNoMessage")]
    [InlineData("-Protocol nonsense", "ParameterArgumentValidationError")]
    [InlineData("-Interface lo", "PositionalParameterNotFound")]
    public void Bad_arguments_fail_while_binding(string arguments, string id) =>
        Assert.Equal(id + Command, Cvx.ErrorId($"Get-VxlanFrame '{Cvx.Node1}' {arguments}"));

    [Theory]
    [InlineData("-Duration never", "ParameterArgumentTransformationError")]
    [InlineData("-Duration 0", "ParameterArgumentTransformationError")]
    [InlineData("-Count 0", "ParameterArgumentValidationError")]
    [InlineData("-SnapLength 0", "ParameterArgumentValidationError")]
    [InlineData("-BufferSize 1", "ParameterArgumentValidationError")]
    [InlineData("-Filter 'bad syntax'", "BadCaptureFilter")]
    public void Bad_live_arguments_fail_before_anything_is_captured(string arguments, string id) =>
        Assert.Equal(id + Command, Cvx.ErrorId($"Get-VxlanFrame -Interface lo {arguments}"));

    [Theory]
    [InlineData("nope0")]
    [InlineData("lo:1")]
    [InlineData("-x")]
    [InlineData("rpcap://host/eth0")]
    public void An_interface_that_does_not_exist_is_named(string name)
    {
        HostResult result = Cvx.Invoke($"Get-VxlanFrame -Interface '{name}' -Duration 1");
        Assert.Equal("NoSuchInterface" + Command, Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Contains("lo", result.Errors[0].ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_capture_gives_its_whole_frames_and_a_warning()
    {
        using Folder folder = new();
        File.WriteAllBytes(folder["cut.pcapng"], File.ReadAllBytes(Cvx.Node1)[..100_000]);
        HostResult result = Cvx.Invoke($"Get-VxlanFrame '{folder["cut.pcapng"]}' -All");
        Assert.NotEmpty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Matches(@"at byte \d+", Assert.Single(result.Warnings));
    }

    [Fact]
    public void A_damaged_capture_gives_the_frames_before_and_an_error_with_the_offset()
    {
        using Folder folder = new();
        byte[] bytes = File.ReadAllBytes(Cvx.Node1);
        int block = 0;
        while (block < 100_000)
        {
            block += BitConverter.ToInt32(bytes, block + 4);
        }

        bytes.AsSpan(block + 4, 4).Fill(0xff);
        File.WriteAllBytes(folder["bad.pcapng"], bytes);
        HostResult result = Cvx.Invoke($"Get-VxlanFrame '{folder["bad.pcapng"]}' -All");
        Assert.NotEmpty(result.Output);
        Assert.Equal("CaptureCorrupt" + Command, Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Contains($"at byte {block} ", result.Errors[0].ErrorDetails!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void First_reads_no_more_than_it_needs()
    {
        HostResult result = Cvx.Invoke($"Get-VxlanFrame '{Cvx.Node1}' -All | Select-Object -First 5");
        Assert.Equal([1L, 2L, 3L, 4L, 5L], result.Output.Cast<VxlanFrame>().Select(static f => f.Number));
    }

    [Fact]
    public void Names_from_a_capture_cant_reach_the_terminal_raw()
    {
        using Folder folder = new();
        byte[] bytes = File.ReadAllBytes(Cvx.Node1);
        int at = bytes.AsSpan().IndexOf("vxlan.calico"u8);
        bytes[at] = 0x1b;
        bytes[at + 1] = (byte)'[';
        File.WriteAllBytes(folder["evil.pcapng"], bytes);
        (int code, string output, _) = Cvx.Run($"Get-VxlanFrame '{folder["evil.pcapng"]}' -All | Format-Table -Property Number,CapturePoint");
        Assert.Equal(0, code);
        Assert.DoesNotContain('\x1b', output);
        Assert.Contains("\\x1b[lan.calico", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_known_port_needs_no_guess()
    {
        HostResult guessed = Cvx.Invoke($"Get-VxlanFrame '{Cvx.Node1}' -Port 4788,65535 | Select-Object -First 1");
        Assert.Equal(4096, Assert.IsType<VxlanFrame>(Assert.Single(guessed.Output)).Vni);
    }
}
