using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Snapshots;

/// <summary>What of a snapshot is not taken, and why.</summary>
internal static class SnapshotErrors
{
    public static EvidenceError OddNode(string name) =>
        new(EvidenceNames.ClusterScope, "nodes", $"'{Short(name)}' is no name that a node can have; what is under it was left out");

    public static EvidenceError NotPlain(string name) => For(name, "it is no plain file");

    public static EvidenceError TooLarge(string name) => For(name, $"it is larger than {SnapshotLayout.MostBytesOf(name) >> 20} MB");

    /// <summary>A file that would be far larger unpacked than packed.</summary>
    public static EvidenceError Bomb(string name) => For(name, "it is packed to less than a hundredth, which no answer of a cluster is");

    public static EvidenceError Twice(string name) => For(name, "the archive has it twice; the first was taken");

    public static EvidenceError For(string name, string why) =>
        SnapshotLayout.Node(name, out string file) is { } node ? new EvidenceError(SafeText.Clean(node), SafeText.Clean(file), why)
            : new EvidenceError(EvidenceNames.ClusterScope, SafeText.Clean(Path.GetFileNameWithoutExtension(name)), why);

    public static string Short(string name) => SafeText.Clean(name.Length > 100 ? name[..100] + "…" : name);
}
