using System.Reflection;
using CalicoVxlan.Frames;

namespace CalicoVxlan.Tests.Architecture;

/// <summary>The arrows of DESIGN.md: a folder uses only folders to its left, and only Verdicts sees both flows.</summary>
public class LayerTests
{
    private static readonly Assembly Core = typeof(VxlanFrame).Assembly;

    // Common is what text and addresses are; both flows begin with it.
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Common"] = [],
        ["Capture"] = [],
        ["Packets"] = [],
        ["Frames"] = ["Capture", "Packets"],
        ["Flows"] = ["Capture", "Packets", "Frames"],
        ["Evidence"] = [],
        ["Model"] = ["Evidence"],
        ["Prediction"] = ["Evidence", "Model"],
        ["Lookups"] = ["Evidence", "Model", "Prediction"],
        ["Verdicts"] = ["Capture", "Packets", "Frames", "Flows", "Evidence", "Model", "Prediction", "Lookups"],
        ["Lab"] = ["Evidence", "Model"],
    };

    public static TheoryData<string> Folders => [.. MayUse.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_folders_to_its_left(string folder)
    {
        string[] allowed = [folder, "Common", .. MayUse[folder]];
        List<string> wrong = [];
        foreach (Type type in Core.GetTypes().Where(t => FolderOf(t) == folder))
        {
            wrong.AddRange(MemberUses.Of(type).Where(u => FolderOf(u) is { } other && !allowed.Contains(other)).Select(u => $"{type} uses {u}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_type_is_in_a_folder_that_the_arrows_know() =>
        Assert.All(Core.GetTypes().Where(static t => t.Namespace?.StartsWith("CalicoVxlan", StringComparison.Ordinal) == true), static t =>
            Assert.True(FolderOf(t) is { } folder && MayUse.ContainsKey(folder), $"{t}"));

    [Fact]
    public void The_core_knows_no_shell() =>
        Assert.DoesNotContain(Core.GetReferencedAssemblies(), static a => a.Name is "System.Management.Automation" or "Microsoft.PowerShell.Commands.Utility");

    [Fact]
    public void Uses_are_found_in_signatures_locals_and_calls()
    {
        HashSet<Type> uses = MemberUses.Of(typeof(Example));
        Assert.Superset(new HashSet<Type> { typeof(Version), typeof(Uri), typeof(List<>), typeof(System.Text.StringBuilder), typeof(Math) }, uses);
    }

    private static string? FolderOf(Type type)
    {
        string[] parts = (type.Namespace ?? "").Split('.');
        return type.Assembly == Core && parts is ["CalicoVxlan", { } folder, ..] ? folder : null;
    }

#pragma warning disable CA1812 // Only looked at.
    private sealed class Example
    {
        public static List<Version>? Versions { get; }

        public static int Use(Uri[] uris)
        {
            System.Text.StringBuilder text = new();
            return Math.Max(uris.Length, text.Length);
        }
    }
#pragma warning restore CA1812
}
