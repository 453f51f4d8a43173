namespace CalicoVxlan.Tests.TShark;

/// <summary>What tshark says of every frame of a capture: the values of some fields, outermost first.</summary>
internal sealed class TSharkFields
{
    private readonly string[] names;
    private readonly string[][] frames;

    private TSharkFields(string[] names, string[][] frames)
    {
        this.names = names;
        this.frames = frames;
    }

    public int Count => frames.Length;

    public static TSharkFields Read(string file, params string[] names)
    {
        string[] parts = [.. names.SelectMany(static n => n.Split('+'))];
        // Frame by frame, as our decoder sees them: nothing put together, nothing relative.
        string[] arguments =
        [
            "-n", "-r", file, "-d", "udp.port==8472,vxlan", "-d", "udp.port==5555,vxlan",
            "-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE", "-o", "tcp.desegment_tcp_streams:FALSE",
            "-o", "tcp.analyze_sequence_numbers:FALSE", "-o", "tcp.relative_sequence_numbers:FALSE",
            "-T", "fields", "-E", "separator=/t", "-E", "occurrence=a", "-E", "aggregator=,",
            .. parts.SelectMany(static n => new[] { "-e", n }),
        ];
        string[] lines = Tools.Run("tshark", arguments).Split('\n');
        return new TSharkFields(parts, [.. lines[..^1].Select(static l => l.Split('\t'))]);
    }

    /// <summary>A field's values, outermost first; of <c>a+b</c> those of a, then those of b.</summary>
    public string[] Values(int frame, string name) => [.. name.Split('+').SelectMany(part => Of(frame, part))];

    private string[] Of(int frame, string name) =>
        frames[frame][Array.IndexOf(names, name)] is { Length: > 0 } text ? text.Split(',') : [];
}
