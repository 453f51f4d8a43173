using CalicoVxlan.Host.Formatting;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.PS.Tests.Host;

[Collection("one log")]
public class FormatTests
{
    [Fact]
    public void The_modules_view_is_shown_with_a_header_for_each_file()
    {
        string[] lines = Lines($"Get-VxlanFrame {Cvx.Node1} -Protocol ICMP | Select-Object -First 2");
        Assert.Equal(
            [
                "",
                "   Capture: " + Cvx.Node1,
                "",
                "   No. Time            CapturePoint         VNI Source          Destination     Info",
                "   --- ----            ------------         --- ------          -----------     ----",
                "    41 11:28:18.120746 eth0                4096 172.16.154.16   172.16.28.34    ICMP echo request id 3820 seq 1 ttl 63",
                "    42 11:28:18.120849 eth0                4096 172.16.28.34    172.16.154.16   ICMP echo reply id 3820 seq 1 ttl 63",
                "",
            ],
            lines);
    }

    [Fact]
    public void The_group_header_comes_again_when_its_value_changes()
    {
        string[] lines = Lines($"Get-VxlanFrame '{Path.Combine(Cvx.Samples, "*.pcapng")}' -All");
        Assert.Equal(4, lines.Count(l => l.StartsWith("   Capture: ", StringComparison.Ordinal)));
        Assert.Equal(4, lines.Count(l => l.StartsWith("   No. ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Another_view_and_named_properties()
    {
        Assert.Contains("DestinationVtep", Lines($"Get-VxlanFrame {Cvx.Node1} | Format-Table -View Vtep")[3], StringComparison.Ordinal);
        Assert.Equal(["", "Name  Count", "----  -----", "item1     1", "item2     2", ""], Lines("Get-Sequence 2 -AsItem | Format-Table -Property Na*,count"));
        Assert.Equal(["", "Name  : item1", "Count : 1", ""], Lines("Get-Sequence 1 -AsItem | fl"));
        Assert.StartsWith("Format-Table: There is no view 'None' for VxlanFrame. Its views: VxlanFrame, Vtep.",
            Cvx.Run($"Get-VxlanFrame {Cvx.Node1} | Format-Table -View None").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_properties_are_a_table_and_many_a_list()
    {
        Assert.Equal(["", "Name  Count", "----  -----", "item1     1", ""], Lines("Get-Sequence 1 -AsItem"));
        string[] list = Lines("Write-Echo hi");
        Assert.Equal("Text    : hi", list[2]);
        Assert.Equal("Number  : {}", list[3]);
        Assert.Equal("Fruit   : Apple", list[4]);
        Assert.Equal(["1", "2"], Lines("Get-Sequence 2"));
    }

    [Fact]
    public void A_list_has_the_views_lines_and_formats()
    {
        string[] lines = Lines($"Get-VxlanFrame {Cvx.Node1} | Select-Object -First 1 | Format-List");
        Assert.Equal("Number          : 41", lines[1]);
        Assert.Equal("Timestamp       : 2026-11-22 11:28:18.120746 +00:00", lines[2]);
        Assert.Equal("Warnings        : {}", Assert.Single(lines, l => l.StartsWith("Warnings", StringComparison.Ordinal)));
    }

    [Fact]
    public void Cells_are_cut_to_their_columns_and_lines_to_the_terminal()
    {
        View view = new("", null, null, true,
            [new ViewColumn("Name", "Name", 4, false, null), new ViewColumn("Count", "Count", 6, true, null), new ViewColumn("Again", "Name", 0, false, null)]);
        Target target = new(20);
        TableWriter table = new(target, view);
        table.Write(new Item("abcdefghijklmn", 7));
        table.Complete();
        Assert.Equal(["", "Name  Count Again", "----  ----- -----", "abc…      7 abcdefg…", ""], target.Lines);
    }

    [Fact]
    public void Lists_in_cells_are_cut_after_four()
    {
        Assert.Equal("{1, 2, 3, 4…}", CellText.Of(new[] { 1, 2, 3, 4, 5 }));
        Assert.Equal("{a\\x1b}", CellText.Of(new[] { "a\x1b" }));
        Assert.Equal("", CellText.Of(null));
        Assert.Equal("1.5", CellText.Of(1.5));
    }

    [Fact]
    public void Colours_are_only_for_terminals()
    {
        using MemoryStream bytes = new();
        using StringWriter errors = new();
        using OutputPipe pipe = new(bytes, isTerminal: true, width: 80) { Colours = true };
        CvxRunner.Run(["Get-Sequence", "1", "-AsItem"], pipe, errors, new MessageStyle(true, true, false, 80), Cvx.Commands, _ => { });
        Assert.Contains("\x1b[32;1mName  Count\x1b[0m\n", System.Text.Encoding.UTF8.GetString(bytes.ToArray()), StringComparison.Ordinal);
        Assert.DoesNotContain("\x1b", Cvx.Run("Get-Sequence 1 -AsItem").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_has_its_colour_and_its_column_its_width()
    {
        const string line = "Test-CalicoVxlanMode -Evidence {0} -Status Fail";
        string broken = Path.Combine(Cvx.Samples, "evidence-broken");
        using MemoryStream bytes = new();
        using StringWriter errors = new();
        using OutputPipe pipe = new(bytes, isTerminal: true, width: 80) { Colours = true };
        CvxRunner.Run([string.Format(System.Globalization.CultureInfo.InvariantCulture, line, broken)], pipe, errors, new MessageStyle(true, true, false, 80), Cvx.Commands, _ => { });
        string[] coloured = System.Text.Encoding.UTF8.GetString(bytes.ToArray()).Split('\n');
        Assert.Contains(coloured, static l => l.StartsWith("\x1b[31;1mFail\x1b[0m          Switch.Probes ", StringComparison.Ordinal));
        string plain = Cvx.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, broken)).Output;
        Assert.Contains("\nFail          Switch.Probes ", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("\x1b", plain, StringComparison.Ordinal);
    }

    private static string[] Lines(string line)
    {
        var (code, output, errors) = Cvx.Run(line);
        Assert.Equal("", errors);
        Assert.Equal(0, code);
        return output.TrimEnd('\n').Length == 0 ? [] : output[..^1].Split('\n');
    }

    private sealed class Target(int width) : LineTarget
    {
        public List<string> Lines { get; } = [];

        public override int? Width => width;

        public override void Line(string text) => Lines.Add(text);
    }
}
