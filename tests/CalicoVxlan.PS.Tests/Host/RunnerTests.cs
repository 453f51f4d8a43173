using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.PS.Tests.Host;

[Collection("one log")]
public class RunnerTests
{
    [Fact]
    public void Messages_go_to_the_other_side_and_an_error_is_exit_code_one()
    {
        var (code, output, errors) = Cvx.Run("Invoke-Trouble", "error");
        Assert.Equal(1, code);
        Assert.Equal("after\n", output);
        Assert.Equal("Invoke-Trouble: The thing is broken.\n  Mend it.\n", errors.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Nothing_that_a_terminal_obeys_gets_through()
    {
        Assert.Equal("WARNING: careful\\x1b[2J\n", Cvx.Run("Invoke-Trouble", "warning").Errors.ReplaceLineEndings("\n"));
        Assert.Equal("Invoke-Trouble: thrown \\x1b[31m\n", Cvx.Run("Invoke-Trouble", "throw").Errors.ReplaceLineEndings("\n"));
        Assert.Contains("a\\x07b", Cvx.Run("Write-Echo", "a\ab").Output, StringComparison.Ordinal);
        Assert.Contains("a\\u0007b", Cvx.Run("Write-Echo", "a\ab", "|", "ConvertTo-Json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_in_one_argument_and_words_are_the_same()
    {
        Assert.Equal("1\n2\n", Cvx.Run("Get-Sequence 9 | Select-Object -First 2").Output);
        Assert.Equal("1\n2\n", Cvx.Run("Get-Sequence", "9", "|", "Select-Object", "-First", "2").Output);
        Assert.Equal("1\n", Cvx.Run("Get-Sequence|select -First 1").Output);
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_an_error()
    {
        var (code, output, errors) = Cvx.Run("Write-Echo 'open");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("cvx: The quote ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cmdlet_can_ask_for_an_exit_code()
    {
        CommandTable commands = Cvx.Commands;
        using StringWriter output = new();
        Assert.Equal(0, CvxRunner.Run("Write-Echo hi | Out-Null", output, output, commands));
        Assert.Equal("", output.ToString());
        Assert.Equal(3, CvxRunner.Run("Request-Exit 3", output, output, commands));
        Assert.Equal(0, CvxRunner.Run("Write-Echo hi | Out-Null", output, output, commands));
    }

    [Fact]
    public void A_reader_that_goes_away_is_no_error()
    {
        SequenceLog log = GetSequenceCommand.StartLog();
        using ClosedStream closed = new();
        using StringWriter errors = new();
        Assert.Equal(0, CvxRunner.Run("Get-Sequence", closed, errors, Cvx.Commands));
        Assert.Equal("", errors.ToString());
        Assert.EndsWith("disposed", log.Text, StringComparison.Ordinal);
    }

    private sealed class ClosedStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe");
    }
}
