using CalicoVxlan.Common;

namespace CalicoVxlan.Tests.Capture;

public class SafeTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("eth0", "eth0")]
    [InlineData("Grüße 漢字 🐧", "Grüße 漢字 🐧")]
    [InlineData("a\x1b[2Jb", "a\\x1b[2Jb")]
    [InlineData("tab\tline\r\nnul\0del\u007fcsi\u009b", "tab\\x09line\\x0d\\x0anul\\x00del\\x7fcsi\\x9b")]
    [InlineData("\u202eevil\u2066\u200f\u061c", "\\u202eevil\\u2066\\u200f\\u061c")]
    [InlineData("\u2028\u2029", "\\u2028\\u2029")]
    public void Nothing_that_moves_a_cursor_or_turns_a_line_is_left(string text, string expected) => Assert.Equal(expected, SafeText.Clean(text));

    [Fact]
    public void Halves_of_characters_are_replaced()
    {
        Assert.Equal("a\uFFFD", SafeText.Clean("a\ud83d"));
        Assert.Equal("\uFFFDa", SafeText.Clean("\udc27a"));
        Assert.Equal("\uFFFD\uFFFD", SafeText.Clean("\udc27\ud83d"));
    }

    [Fact]
    public void Harmless_text_is_the_same_string()
    {
        string text = new("vxlan.calico");
        Assert.Same(text, SafeText.Clean(text));
    }
}
