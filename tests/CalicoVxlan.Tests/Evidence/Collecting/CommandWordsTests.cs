using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Collecting;

namespace CalicoVxlan.Tests.Evidence.Collecting;

public class CommandWordsTests
{
    [Theory]
    [InlineData("ssh {node}", "ssh|{node}")]
    [InlineData("  ssh -p 22  admin@{node}\t", "ssh|-p|22|admin@{node}")]
    [InlineData("ssh -o 'ProxyCommand=a b' {node}", "ssh|-o|ProxyCommand=a b|{node}")]
    [InlineData("ssh \"a \\\"b\\\" $HOME `id`\" {node}", "ssh|a \"b\" $HOME `id`|{node}")]
    [InlineData("ssh a'b'\"c\" '' {node}", "ssh|abc||{node}")]
    [InlineData("x {node}.example {node}", "x|{node}.example|{node}")]
    public void Words_are_taken_apart_and_nothing_is_expanded(string text, string words) =>
        Assert.Equal(words.Split('|'), CommandWords.Split(text));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ssh")]
    [InlineData("{node}")]
    [InlineData("ssh 'x {node}")]
    [InlineData("ssh \"{node}")]
    [InlineData("'' {node}")]
    public void What_leads_to_no_node_is_refused(string text) =>
        Assert.Equal(EvidenceFailure.BadNodeCommand, Assert.Throws<EvidenceException>(() => CommandWords.Split(text)).Failure);

    [Fact]
    public void A_name_is_data_in_one_word() =>
        Assert.Equal(["ssh", "a'; rm -rf $(x) {node}"], CommandWords.For(["ssh", "{node}"], "a'; rm -rf $(x) {node}"));

    [Theory]
    [InlineData("node1", true)]
    [InlineData("ip-10-0-0-1.eu-central-1.compute.internal", true)]
    [InlineData("0", true)]
    [InlineData("-node", false)]
    [InlineData("node-", false)]
    [InlineData("a..b", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("Node1", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("", false)]
    [InlineData("nöde", false)]
    public void Only_names_that_Kubernetes_allows_are_names(string name, bool valid) => Assert.Equal(valid, NodeName.IsValid(name));
}
