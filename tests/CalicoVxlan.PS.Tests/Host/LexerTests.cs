using CalicoVxlan.Host.Binding;

namespace CalicoVxlan.PS.Tests.Host;

public class LexerTests
{
    [Fact]
    public void A_word_joins_its_quoted_and_unquoted_pieces()
    {
        Assert.Equal(["a bc d", "it's", "say \"hi\"", "tab\tnew\n", "a b", "pl`ain"], Values("x a' b'c' d' 'it''s' \"say \"\"hi\"\"\" \"tab`tnew`n\" a` b 'pl`ain'"));
    }

    [Fact]
    public void Numbers_keep_their_text()
    {
        NumberLiteral[] numbers = Values("x 12 0x10 1.5 2KB -3 1e3 10GB").Cast<NumberLiteral>().ToArray();
        Assert.Equal([12, 16, 1.5, 2048, -3, 1000.0, 10L << 30], numbers.Select(n => n.Number));
        Assert.Equal("0x10", numbers[1].Text);
        Assert.Equal("12", Assert.Single(Values("x '12'")));
    }

    [Fact]
    public void Constants_and_lists()
    {
        Assert.Equal([true, false, null], Values("x $true $FALSE $null"));
        Assert.Equal(["a", "b"], Assert.IsType<object[]>(Assert.Single(Values("x a,'b'"))));
        Assert.Equal(["a", "b c"], Assert.IsType<object[]>(Assert.Single(Values("x @( a , \"b c\" )"))));
        Assert.Empty(Assert.IsType<object[]>(Assert.Single(Values("x @()"))));
    }

    [Fact]
    public void Parameters_with_and_without_values()
    {
        CommandCall call = Assert.Single(LineParser.Parse("Get-X -Name:value -Switch:$false -Flag -1 -- -NotOne"));
        Assert.Equal(
            [CommandElement.NamedWith("Name", "value"), CommandElement.NamedWith("Switch", false), CommandElement.Named("Flag")],
            call.Elements.Take(3));
        Assert.Equal("-1", ((NumberLiteral)call.Elements[3].Value!).Text);
        Assert.Equal("-NotOne", call.Elements[4].Value);
    }

    [Fact]
    public void A_pipe_in_quotes_is_text()
    {
        List<CommandCall> calls = LineParser.Parse("a 'x|y'|b|c");
        Assert.Equal(["a", "b", "c"], calls.Select(c => c.Name));
        Assert.Equal("x|y", calls[0].Elements[0].Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a |")]
    [InlineData("| b")]
    [InlineData("a 'open")]
    [InlineData("a @(1,2")]
    [InlineData("a 1,")]
    [InlineData("a; b")]
    [InlineData("a > file")]
    [InlineData("a { b }")]
    [InlineData("a $home")]
    public void What_cannot_be_read_is_refused(string line) => Assert.Throws<CommandLineException>(() => LineParser.Parse(line));

    [Fact]
    public void A_shells_words_are_taken_as_they_are()
    {
        CommandCall call = Assert.Single(ShellParser.Parse(["Get-X", "my file's", "a,b", "-Name:c", "-"]));
        Assert.Equal("my file's", call.Elements[0].Value);
        Assert.Equal(["a", "b"], Assert.IsType<object[]>(call.Elements[1].Value));
        Assert.Equal(CommandElement.NamedWith("Name", "c"), call.Elements[2]);
        Assert.Equal("-", call.Elements[3].Value);
        Assert.Equal(2, ShellParser.Parse(["a", "|", "b"]).Count);
    }

    private static object?[] Values(string line)
    {
        return Assert.Single(LineParser.Parse(line)).Elements.Select(e => e.Value).ToArray();
    }
}
