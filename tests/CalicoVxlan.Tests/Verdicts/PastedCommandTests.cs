using System.Text.Json.Nodes;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>Commands and remedies are pasted into root's shell, and evidence is from others: whatever stands in it, it is never more than a word.</summary>
public class PastedCommandTests
{
    // With a blank for JSON, without for files in which a blank ends a word.
    private const string Canary = "a;$(touch pwn)'\"`touch pwn`";
    private const string CanaryWord = "a;$(touch${IFS}pwn)'\"`touch${IFS}pwn`";
    private const string Option = "-owned";

    public static TheoryData<string> Snapshots => new("healthy", "broken", "all wrong");

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void No_text_of_the_evidence_is_a_command(string snapshot)
    {
        SnapshotTexts texts = Open(snapshot);
        HashSet<string> quoted = [];
        foreach ((string what, Dictionary<string, string> changes) in texts.Fields(static _ => Canary).Concat(texts.Values(static v => v + Canary)).Concat(texts.Words(static w => w + CanaryWord)))
        {
            foreach (CheckResult row in texts.Judge(changes))
            {
                foreach (string text in (string[])[row.Remedy ?? "", row.ManualCommand ?? ""])
                {
                    ShellLine line = new(text);
                    Assert.True(line.IsLiteral("touch") && !line.IsOpen, $"{what}: {row.Id}: {text}");
                    _ = line.Text.Contains("touch", StringComparison.Ordinal) && quoted.Add(row.Id);
                }
            }
        }

        // What is not free goes by rules of its own; the rest must have come this far, or nothing was tried.
        if (snapshot == "all wrong")
        {
            Assert.Equal(["Address.Borrowed", "Device.Manager", "Host.Firewall", "Peer.PodRoute", "Peer.Route", "Switch.LeftoverRoutes"], quoted.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void No_text_of_the_evidence_is_an_option()
    {
        SnapshotTexts texts = Open("all wrong");
        HashSet<string> after = [];
        foreach ((string what, Dictionary<string, string> changes) in texts.Fields(static _ => Option).Concat(texts.Values(static v => Option + v)).Concat(texts.Words(static w => Option + w)))
        {
            foreach (CheckResult row in texts.Judge(changes))
            {
                foreach (string command in (string[])[(row.Remedy ?? "").Split("by hand: ").ElementAtOrDefault(1) ?? "", row.ManualCommand ?? ""])
                {
                    IReadOnlyList<string> words = new ShellLine(command).Words();
                    foreach ((int at, _) in words.Index().Where(static w => w.Item.StartsWith(Option, StringComparison.Ordinal)))
                    {
                        Assert.True(at > 0 && words[at - 1] is "dev" or "proto" or "--", $"{what}: {row.Id}: {command}");
                        after.Add(words[at - 1]);
                    }
                }
            }
        }

        Assert.Equal(["--", "dev", "proto"], after.Order(StringComparer.Ordinal));
    }

    private static SnapshotTexts Open(string snapshot)
    {
        SnapshotTexts texts = new(snapshot == "broken" ? "evidence-broken" : "evidence");
        if (snapshot == "all wrong")
        {
            Spoil(texts);
        }

        return texts;
    }

    // As many of the rows with commands in them as go together.
    private static void Spoil(SnapshotTexts texts)
    {
        texts.EditItems("ippools", static pools =>
        {
            JsonNode old = pools[0]!.DeepClone();
            (old["metadata"]!["name"], old["spec"]!["cidr"], old["spec"]!["ipipMode"], old["spec"]!["vxlanMode"]) = ("old-pool", "10.66.0.0/16", "Always", "Never");
            (pools[0]!["spec"]!["vxlanMode"], pools[0]!["spec"]!["disabled"]) = ("CrossSubnet", true);
            pools.Add(old);
        });
        texts.EditItems("felixconfigurations", static all =>
        {
            JsonNode own = all[0]!.DeepClone();
            (own["metadata"]!["name"], own["spec"]!["vxlanPort"]) = ("node.node1", 4790);
            all[0]!["spec"]!["vxlanMTU"] = 1400;
            all.Add(own);
        });
        texts.EditItems("configmaps", static all => all[0]!["data"]!["calico_backend"] = "none");
        texts.EditItems("daemonsets", static all =>
        {
            JsonNode container = all[0]!["spec"]!["template"]!["spec"]!["containers"]![0]!;
            container["env"]!.AsArray().Single(static v => v!["name"]!.GetValue<string>() == "CALICO_IPV4POOL_IPIP")!["value"] = "Always";
            container["env"]!.AsArray().Add(new JsonObject { ["name"] = "FELIX_VXLANMTU", ["value"] = "1410" });
            container["env"]!.AsArray().Add(new JsonObject { ["name"] = "FELIX_INTERFACEPREFIX", ["value"] = "cali" });
            container["livenessProbe"] = new JsonObject { ["exec"] = new JsonObject { ["command"] = new JsonArray("/bin/calico-node", "-bird-live") } };
        });
        texts.EditItems("ipamblocks", static blocks => blocks[0]!["spec"]!["attributes"]!.AsArray().First(static a => a!["secondary"]?["pod"] is null)!["secondary"]!["node"] = "gone");
        texts.Edit("nodes/node1/routes.json", static routes =>
        {
            JsonArray all = routes.AsArray();
            foreach (JsonNode? lost in all.Where(static r => r!["dst"]!.GetValue<string>() is "10.65.0.0/26" or "10.65.0.1" or "10.65.1.0/26").ToArray())
            {
                _ = all.Remove(lost);
            }

            all.Add(JsonNode.Parse("""{"type":"unicast","dst":"10.65.1.0/26","gateway":"172.18.0.3","dev":"tunl0","table":"main","protocol":"bird","flags":["onlink"]}"""));
        });
        texts["nodes/node1/managers.txt"] = "manager systemd-networkd\nvxlan.calico systemd-networkd configured /etc/systemd/network/all.network\n";
        texts["nodes/node1/firewall.txt"] += "table inet site {\n\tchain filter_in {\n\t\ttype filter hook input priority filter; policy accept;\n\t\tudp dport 4790 drop\n\t}\n}\n";
    }
}
