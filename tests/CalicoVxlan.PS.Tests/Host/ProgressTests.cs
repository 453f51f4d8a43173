using System.Management.Automation;
using System.Text;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.PS.Tests.Host;

public class ProgressTests
{
    private static readonly MessageStyle Terminal = new(IsTerminal: true, Colours: false, CanAsk: false, Width: 30);

    [Fact]
    public void It_is_one_line_that_is_taken_away()
    {
        using StringWriter errors = new();
        ProgressLine line = new(errors, Terminal);
        line.Show(new ProgressRecord(1, "Reading", "a\x1bfile") { PercentComplete = 5, SecondsRemaining = 61, CurrentOperation = "x" });
        line.Show(new ProgressRecord(1, "Reading", "file") { RecordType = ProgressRecordType.Completed });
        Assert.Equal("\rReading   5% 00:01:01 left  x\x1b[K\r\x1b[K", errors.ToString());
    }

    [Fact]
    public void A_row_at_the_terminal_takes_its_place()
    {
        using StringWriter errors = new();
        using MemoryStream bytes = new();
        using OutputPipe pipe = new(bytes, isTerminal: true, width: 30);
        TextStreams streams = new(pipe, errors, Terminal);
        streams.Progress(new ProgressRecord(1, "a", "b"));
        streams.Object("row");
        Assert.EndsWith("\r\x1b[K", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal("row\n", Encoding.UTF8.GetString(bytes.ToArray()));
    }

    [Fact]
    public void A_file_gets_none()
    {
        using StringWriter errors = new();
        new ProgressLine(errors, MessageStyle.Plain).Show(new ProgressRecord(1, "a", "b"));
        Assert.Equal("", errors.ToString());
    }
}
