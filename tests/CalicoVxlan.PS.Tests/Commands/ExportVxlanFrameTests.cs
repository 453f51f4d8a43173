using CalicoVxlan.Frames;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.PS.Tests.Commands;

public class ExportVxlanFrameTests
{
    private const string Command = ",CalicoVxlan.PS.Commands.ExportVxlanFrameCommand";

    [Theory]
    [InlineData("out.pcapng", "")]
    [InlineData("out.pcap", "")]
    [InlineData("out.anything", "-Format Pcap")]
    public void What_is_written_reads_back_bit_for_bit(string name, string format)
    {
        using Folder folder = new();
        Assert.Empty(Cvx.Invoke($"Get-VxlanFrame '{Cvx.Node1}' -All | Export-VxlanFrame '{folder[name]}' {format}").Errors);
        VxlanFrame[] before = Frames(Cvx.Node1);
        VxlanFrame[] after = Frames(folder[name]);
        Assert.Equal(before.Select(static f => (f.TimestampNanoseconds, f.Length, Convert.ToHexString(f.GetBytes()))),
            after.Select(static f => (f.TimestampNanoseconds, f.Length, Convert.ToHexString(f.GetBytes()))));
    }

    [Fact]
    public void Capture_points_of_two_nodes_stay_apart()
    {
        using Folder folder = new();
        _ = Cvx.Invoke($"Get-VxlanFrame '{Cvx.Samples}/*.pcapng' -All | Export-VxlanFrame '{folder["all.pcapng"]}'");
        Assert.Equal(8, Frames(folder["all.pcapng"]).Select(static f => f.CapturePoint).Distinct().Count());
    }

    [Fact]
    public void Decapsulated_frames_are_what_the_pods_sent()
    {
        using Folder folder = new();
        _ = Cvx.Invoke($"Get-VxlanFrame '{Cvx.Node1}' | Export-VxlanFrame '{folder["pods.pcapng"]}' -Decapsulate");
        VxlanFrame[] inside = Frames(folder["pods.pcapng"]);
        VxlanFrame[] outside = [.. Frames(Cvx.Node1).Where(static f => f.Encapsulation == Encapsulation.Vxlan)];
        Assert.Equal(outside.Select(static f => (f.Inner!.SourceMac, f.Source, f.Destination, Line(f))),
            inside.Select(static f => (f.Inner!.SourceMac, f.Source, f.Destination, Line(f))));
        Assert.All(inside, static f => Assert.Equal(Encapsulation.None, f.Encapsulation));
    }

    [Fact]
    public void A_file_is_replaced_only_by_force()
    {
        using Folder folder = new();
        File.WriteAllText(folder["old.pcapng"], "old");
        Assert.Equal("ExportFileExists" + Command, Cvx.ErrorId($"Get-VxlanFrame '{Cvx.Node1}' | Export-VxlanFrame '{folder["old.pcapng"]}'"));
        Assert.Equal("old", File.ReadAllText(folder["old.pcapng"]));
        Assert.Empty(Cvx.Invoke($"Get-VxlanFrame '{Cvx.Node1}' | Export-VxlanFrame '{folder["old.pcapng"]}' -Force").Errors);
        Assert.Equal(273, Frames(folder["old.pcapng"]).Length);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        using Folder folder = new();
        HostResult result = Cvx.Invoke($"Get-VxlanFrame '{Cvx.Node1}' | Export-VxlanFrame '{folder["a.pcapng"]}' -WhatIf");
        Assert.Contains("Write frames", Assert.Single(result.Information), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder["."]));
    }

    [Theory]
    [InlineData("none/a.pcapng", "ExportDirectoryNotFound")]
    [InlineData(".", "ExportIsDirectory")]
    public void A_place_that_cant_be_written_is_named(string name, string id)
    {
        using Folder folder = new();
        Assert.Equal(id + Command, Cvx.ErrorId($"Get-VxlanFrame '{Cvx.Node1}' | Export-VxlanFrame '{folder[name]}' -Force"));
    }

    [Fact]
    public void A_full_disk_is_an_error_and_leaves_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is a device of Linux.");
        Assert.Equal("ExportFailed" + Command, Cvx.ErrorId($"Get-VxlanFrame '{Cvx.Node1}' | Export-VxlanFrame /dev/full -Force"));
    }

    [Fact]
    public void Stopping_early_still_writes_whole_frames()
    {
        using Folder folder = new();
        _ = Cvx.Invoke($"Get-VxlanFrame '{Cvx.Node1}' | Select-Object -First 3 | Export-VxlanFrame '{folder["three.pcapng"]}'");
        Assert.Equal(3, Frames(folder["three.pcapng"]).Length);
        Assert.Single(Directory.GetFileSystemEntries(folder["."]));
    }

    // The frame that a fragment belongs to has another number in another capture.
    private static string Line(VxlanFrame frame) => frame.Info.Split(" of frame ")[0];

    private static VxlanFrame[] Frames(string path) =>
        [.. Cvx.Invoke($"Get-VxlanFrame -LiteralPath '{path}' -All").Output.Cast<VxlanFrame>()];
}
