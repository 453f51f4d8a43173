namespace CalicoVxlan.Tests.TShark;

/// <summary>Where we mean to say something else than tshark: file, field (or * for all), and why.</summary>
internal static class Differences
{
    private static readonly (string File, string Field, string Reason)[] Meant =
    [
        ("tcpdump-bigtcp-*", "*", "BIG TCP: the length fields are 0, tshark takes the packet for malformed and ends there"),
        ("fragments.pcapng", "ip.len", "inside an outer fragment the inner packet's own length is beyond it; ours ends where the fragment does"),
    ];

    public static string? ReasonFor(string file, string field) => Meant
        .Where(m => (m.Field == "*" || m.Field == field) && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(m.File, Path.GetFileName(file)))
        .Select(static m => m.Reason).FirstOrDefault();
}
