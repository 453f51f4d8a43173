namespace CalicoVxlan.Tests.Packets;

/// <summary>What holds for every header: it reads its bytes, no fewer, and does not mind more.</summary>
internal static class HeaderCheck
{
    /// <summary>A header's fields in one line; null when it does not parse.</summary>
    public delegate string? Reader(ReadOnlySpan<byte> data);

    /// <summary>Checks a header against its bytes.</summary>
    /// <param name="hex">Real bytes; blanks don't count.</param>
    /// <param name="expected">The fields.</param>
    /// <param name="needed">With fewer bytes it must not parse.</param>
    /// <param name="read">Reads it.</param>
    public static void Holds(string hex, string expected, int needed, Reader read)
    {
        byte[] bytes = Bytes(hex);
        Assert.Equal(expected, read(bytes));
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(length >= needed, read(bytes.AsSpan(0, length)) is not null);
        }

        Assert.Equal(expected, read([.. bytes, .. Enumerable.Repeat((byte)0xff, 200)]));
    }

    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));
}
