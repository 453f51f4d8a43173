using System.Buffers;

namespace CalicoVxlan.Common;

/// <summary>
/// Text from outside as one word of a command for people to paste into a POSIX shell, often root's. What a name usually is made of stays as it is; anything else
/// goes into single quotes, in which nothing has a meaning but the quote itself.
/// </summary>
internal static class ShellWord
{
    // Of what sh, bash and zsh leave alone at any place of a word. Not =, ~ and #, which mean something where a word begins.
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:/@+,-");

    /// <summary>
    /// The text as one word, without control characters. Quotes don't keep a program from taking a word with a dash at its front for an option: where such
    /// a word can come, it stands after a keyword that takes the next word literally, as <c>dev</c> and <c>proto</c> of ip do, or it is an <see cref="Operand"/>.
    /// </summary>
    public static string Quote(string text)
    {
        string clean = SafeText.Clean(text);
        return clean.Length > 0 && clean[0] != '-' && !clean.AsSpan().ContainsAnyExcept(Plain) ? clean : $"'{clean.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>Several words with a blank between them, such as a chain with its table.</summary>
    public static string QuoteEach(string text) => string.Join(' ', text.Split(' ').Select(Quote));

    /// <summary>A word that is no option whatever it begins with, for programs that know <c>--</c>.</summary>
    public static string Operand(string text) => text.StartsWith('-') ? $"-- {Quote(text)}" : Quote(text);
}
