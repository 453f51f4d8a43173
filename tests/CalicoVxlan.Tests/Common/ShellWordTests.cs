using CalicoVxlan.Common;

namespace CalicoVxlan.Tests.Common;

/// <summary>Words for commands that people paste.</summary>
public class ShellWordTests
{
    [Theory]
    [InlineData("default-ipv4-ippool", "default-ipv4-ippool")]
    [InlineData("vxlan.calico", "vxlan.calico")]
    [InlineData("fd00:10:65::/122", "fd00:10:65::/122")]
    [InlineData("eth0.100@x", "eth0.100@x")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("x; rm -rf ~ #", "'x; rm -rf ~ #'")]
    [InlineData("$(id)`id`", "'$(id)`id`'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("'", @"''\'''")]
    [InlineData("~root", "'~root'")]
    [InlineData("=ls", "'=ls'")]
    [InlineData("nöde", "'nöde'")]
    [InlineData("a\nb", @"'a\x0ab'")]
    [InlineData("-x", "'-x'")]
    public void Quoted(string text, string word) => Assert.Equal(word, ShellWord.Quote(text));

    [Theory]
    [InlineData("vxlan.calico", "vxlan.calico")]
    [InlineData("a b", "'a b'")]
    [InlineData("-x", "-- '-x'")]
    public void An_operand_is_no_option(string text, string words) => Assert.Equal(words, ShellWord.Operand(text));

    [Fact]
    public void Of_several_words_each_is_quoted() => Assert.Equal("inet site 'a;b'", ShellWord.QuoteEach("inet site a;b"));

    [Fact]
    public void A_shell_takes_each_as_one_word()
    {
        Random random = new(7);
        const string Alphabet = " '\"\\$`;&|<>(){}[]*?~#=!%^-,.:/@+_aZ0\tß漢\n";
        string[] texts = [.. Enumerable.Range(0, 500).Select(_ => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])))];
        (int code, string output, string error) = Tools.TryRun("sh", "-c", @"printf '%s\n' " + string.Join(' ', texts.Select(ShellWord.Quote)));
        Assert.True(code == 0, error);
        Assert.Equal(texts.Select(SafeText.Clean), output.Split('\n')[..^1]);
    }
}
