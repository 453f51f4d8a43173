namespace CalicoVxlan.Evidence.Reading;

/// <summary>Parts of a line of UTF-8 text.</summary>
internal static class TextLine
{
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);

    public static ReadOnlySpan<byte> FirstWord(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> trimmed = Trim(text);
        int end = trimmed.IndexOfAny(" \t\r\n"u8);
        return end < 0 ? trimmed : trimmed[..end];
    }
}
