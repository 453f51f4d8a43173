using System.Management.Automation;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.PS.Tests.Host;

public class WildcardTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a*c", "abbcd", false)]
    [InlineData("?b", "ab", true)]
    [InlineData("?b", "b", false)]
    [InlineData("[a-c]x", "Bx", true)]
    [InlineData("[a-c]x", "dx", false)]
    [InlineData("a`*", "a*", true)]
    [InlineData("a`*", "ab", false)]
    [InlineData("*a*b*a", "xaybza", true)]
    [InlineData("cali*", "CALI12", true)]
    public void Patterns_match_as_in_PowerShell(string pattern, string text, bool matches) =>
        Assert.Equal(matches, WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text));

    [Fact]
    public void Wildcards_may_stand_in_any_component()
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("cvx");
        try
        {
            foreach (string file in new[] { "b/2.pcap", "a/1.pcap", "a/3.txt", "[x]/4.pcap" })
            {
                string path = Path.Combine(root.FullName, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, "");
            }

            Assert.Equal(["a/1.pcap", "b/2.pcap"], Expand("[ab]/*.pcap"));
            Assert.Equal(["[x]/4.pcap"], Expand("`[x`]/?.pcap"));
            Assert.Empty(Expand("*/5*"));
            Assert.Throws<ItemNotFoundException>(() => Expand("a/5.pcap"));
        }
        finally
        {
            root.Delete(recursive: true);
        }

        string[] Expand(string pattern) =>
            PathExpansion.Expand(Path.Combine(root.FullName, pattern)).Select(p => Path.GetRelativePath(root.FullName, p)).ToArray();
    }
}
