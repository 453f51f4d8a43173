using CalicoVxlan.Capture.Writing;
using CalicoVxlan.Capture;
using CalicoVxlan.Common;
using static CalicoVxlan.Tests.Capture.Writing.TestPackets;

namespace CalicoVxlan.Tests.Capture.Writing;

public class AtomicFileTests
{
    [Fact]
    public void Nothing_appears_before_the_end_and_nothing_else_after_it()
    {
        using TemporaryFolder folder = new();
        using ICaptureWriter writer = CaptureWriter.Create(folder.File("out.pcap"), CaptureFormat.Pcap);
        writer.Write(Packet(Eth0));
        Assert.DoesNotContain("out.pcap", folder.Names);
        writer.Complete();
        Assert.Equal(["out.pcap"], folder.Names);
        Assert.Equal(24 + 16 + 60, new FileInfo(folder.File("out.pcap")).Length);
    }

    [Fact]
    public void Disposed_before_the_end_leaves_the_old_file_and_no_other()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("out.pcap"), "old");
        using (ICaptureWriter writer = CaptureWriter.Create(folder.File("out.pcap"), CaptureFormat.Pcap, overwrite: true))
        {
            writer.Write(Packet(Eth0));
        }

        Assert.Equal(["out.pcap"], folder.Names);
        Assert.Equal("old", File.ReadAllText(folder.File("out.pcap")));
    }

    [Fact]
    public void An_existing_file_is_refused_unless_asked_for()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("out.pcap");
        File.WriteAllText(file, "old");
        CaptureException refused = Assert.Throws<CaptureException>(() => CaptureWriter.Create(file, CaptureFormat.Pcap));
        Assert.Contains("exists", refused.Message, StringComparison.Ordinal);
        using (ICaptureWriter writer = CaptureWriter.Create(file, CaptureFormat.Pcap, overwrite: true))
        {
            writer.Complete();
        }

        Assert.Equal(24, new FileInfo(file).Length);
        Assert.Equal(["out.pcap"], folder.Names);
    }

    [Fact]
    public void A_file_that_appears_meanwhile_is_not_replaced()
    {
        using TemporaryFolder folder = new();
        using ICaptureWriter writer = CaptureWriter.Create(folder.File("out.pcap"), CaptureFormat.Pcap);
        File.WriteAllText(folder.File("out.pcap"), "new");
        CaptureException refused = Assert.Throws<CaptureException>(writer.Complete);
        Assert.Contains("exists", refused.Message, StringComparison.Ordinal);
        Assert.Equal("new", File.ReadAllText(folder.File("out.pcap")));
        Assert.Equal(["out.pcap"], folder.Names);
    }

    [Fact]
    public void A_link_stays_a_link_and_the_mode_stays_the_mode()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Unix file modes.");
            return;
        }

        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("real.pcap"), "old");
        File.SetUnixFileMode(folder.File("real.pcap"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _ = File.CreateSymbolicLink(folder.File("link.pcap"), "real.pcap");
        using (ICaptureWriter writer = CaptureWriter.Create(folder.File("link.pcap"), CaptureFormat.Pcap, overwrite: true))
        {
            writer.Complete();
        }

        Assert.Equal("real.pcap", new FileInfo(folder.File("link.pcap")).LinkTarget);
        _ = File.CreateSymbolicLink(folder.File("dangling.pcap"), "later.pcap");
        using (ICaptureWriter writer = CaptureWriter.Create(folder.File("dangling.pcap"), CaptureFormat.Pcap))
        {
            writer.Complete();
        }

        Assert.True(File.Exists(folder.File("later.pcap")));
        Assert.Equal(24, new FileInfo(folder.File("real.pcap")).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("real.pcap")));
    }

    [Theory]
    [InlineData("", CaptureFailure.IsDirectory)]
    [InlineData("/", CaptureFailure.IsDirectory)]
    [InlineData("/missing/out.pcap", CaptureFailure.FileNotFound)]
    [InlineData("/a\0b", CaptureFailure.Other)]
    public void A_target_that_cannot_be_is_named(string suffix, CaptureFailure failure)
    {
        using TemporaryFolder folder = new();
        CaptureException refused = Assert.Throws<CaptureException>(() => CaptureWriter.Create(folder.Path + suffix, CaptureFormat.Pcap));
        Assert.Equal(failure, refused.Failure);
        Assert.Contains(SafeText.Clean(folder.Path + suffix), refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Remedy);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_name_that_is_too_long_is_named()
    {
        using TemporaryFolder folder = new();
        using (ICaptureWriter longest = CaptureWriter.Create(folder.File(new string('x', 255)), CaptureFormat.Pcap))
        {
            longest.Complete();
        }

        CaptureException refused = Assert.Throws<CaptureException>(() =>
        {
            using ICaptureWriter writer = CaptureWriter.Create(folder.File(new string('y', 256)), CaptureFormat.Pcap);
            writer.Complete();
        });
        Assert.Contains("too long", refused.Message, StringComparison.Ordinal);
        _ = Assert.Single(folder.Names);
    }

    [Fact]
    public void A_read_only_file_is_not_overwritten()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("out.pcap"), "old");
        File.SetAttributes(folder.File("out.pcap"), FileAttributes.ReadOnly);
        CaptureException refused = Assert.Throws<CaptureException>(() => CaptureWriter.Create(folder.File("out.pcap"), CaptureFormat.Pcap, overwrite: true));
        Assert.Equal(CaptureFailure.AccessDenied, refused.Failure);
        File.SetAttributes(folder.File("out.pcap"), FileAttributes.Normal);
    }

    [Fact]
    public void A_device_is_written_to_and_stays_a_device()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/null and /dev/full.");
        using (ICaptureWriter writer = CaptureWriter.Create("/dev/null", CaptureFormat.Pcap, overwrite: true))
        {
            writer.Write(Packet(Eth0));
            writer.Complete();
        }

        Assert.Equal(0, new FileInfo("/dev/null").Length);
        using ICaptureWriter full = CaptureWriter.Create("/dev/full", CaptureFormat.Pcapng);
        full.Write(Packet(Eth0));
        CaptureException refused = Assert.Throws<CaptureException>(full.Complete);
        Assert.Contains("disk is full", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_leaves_the_old_file_and_no_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Mounting a small disk needs root on Linux.");
        using TemporaryFolder folder = new();
        _ = Tools.Run("mount", "-t", "tmpfs", "-o", "size=1m", "calicovxlan-test", folder.Path);
        try
        {
            File.WriteAllText(folder.File("out.pcap"), "old");
            using ICaptureWriter writer = CaptureWriter.Create(folder.File("out.pcap"), CaptureFormat.Pcap, overwrite: true);
            CapturedPacket packet = Packet(Eth0, 60_000);
            CaptureException refused = Assert.Throws<CaptureException>(() =>
            {
                for (int i = 0; i < 100; i++)
                {
                    writer.Write(packet);
                }
            });
            Assert.Contains("disk is full", refused.Message, StringComparison.Ordinal);
            Assert.Equal(["out.pcap"], folder.Names);
            Assert.Equal("old", File.ReadAllText(folder.File("out.pcap")));
            _ = Assert.ThrowsAny<InvalidOperationException>(writer.Complete);
            Assert.Equal("old", File.ReadAllText(folder.File("out.pcap")));
        }
        finally
        {
            _ = Tools.Run("umount", folder.Path);
        }
    }

    [Fact]
    public void A_read_only_disk_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Mounting a small disk needs root on Linux.");
        using TemporaryFolder folder = new();
        _ = Tools.Run("mount", "-t", "tmpfs", "-o", "size=1m,ro", "calicovxlan-test", folder.Path);
        try
        {
            CaptureException refused = Assert.Throws<CaptureException>(() => CaptureWriter.Create(folder.File("out.pcap"), CaptureFormat.Pcap));
            Assert.Equal(CaptureFailure.AccessDenied, refused.Failure);
        }
        finally
        {
            _ = Tools.Run("umount", folder.Path);
        }
    }
}
