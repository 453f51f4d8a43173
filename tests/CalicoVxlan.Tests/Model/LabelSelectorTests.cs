using CalicoVxlan.Model;

namespace CalicoVxlan.Tests.Model;

/// <summary>Selectors of pools and FelixConfigurations.</summary>
public class LabelSelectorTests
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal) { ["zone"] = "a1", ["kubernetes.io/os"] = "linux", ["empty"] = "" };

    [Theory]
    [InlineData("", true)]
    [InlineData("all()", true)]
    [InlineData("!all()", false)]
    [InlineData("has(zone)", true)]
    [InlineData("!has(zone)", false)]
    [InlineData("has(rack)", false)]
    [InlineData("zone == 'a1'", true)]
    [InlineData("zone=='a1'&&kubernetes.io/os==\"linux\"", true)]
    [InlineData("zone == 'b' || zone == 'a1'", true)]
    [InlineData("zone == 'b' || zone == 'c'", false)]
    [InlineData("has(rack) || has(zone)", true)]
    [InlineData("zone == 'a1' && (has(rack) || empty == '')", true)]
    [InlineData("!(has(rack) || has(zone))", false)]
    [InlineData("has(zone) || has(rack) && has(rack)", true)]
    [InlineData("zone != 'a1'", false)]
    [InlineData("rack != 'r'", true)]
    [InlineData("zone in { 'a1', 'b' }", true)]
    [InlineData("zone in {'b'}", false)]
    [InlineData("zone not in {'b'}", true)]
    [InlineData("rack not in { 'b' }", true)]
    [InlineData("rack in { 'b' }", false)]
    [InlineData("zone starts with 'a'", true)]
    [InlineData("zone ends with '2'", false)]
    [InlineData("zone contains '1'", true)]
    [InlineData("zone == \"it's\"", false)]
    public void Reads_them_as_Calico_does(string text, bool matches)
    {
        Assert.True(LabelSelector.TryParse(text, out LabelSelector? selector), text);
        Assert.Equal(matches, selector.Matches(Labels));
    }

    [Theory]
    [InlineData("zone")]
    [InlineData("zone ==")]
    [InlineData("zone == a1")]
    [InlineData("zone == 'a1")]
    [InlineData("zone in 'a1'")]
    [InlineData("zone in { 'a1' 'b' }")]
    [InlineData("has(zone")]
    [InlineData("(has(zone)")]
    [InlineData("has(zone))")]
    [InlineData("zone == 'a' ||")]
    [InlineData("global()")]
    [InlineData("\u001b[31m")]
    public void What_is_none_says_nothing(string text) => Assert.False(LabelSelector.TryParse(text, out _), text);

    [Fact]
    public void A_deep_one_does_not_use_up_the_stack()
    {
        Assert.False(LabelSelector.TryParse(new string('(', 200_000) + "all()" + new string(')', 200_000), out _));
        Assert.False(LabelSelector.TryParse(new string('!', 200_000) + "all()", out _));
        Assert.True(LabelSelector.TryParse("((((all()))))", out _));

        // The longest that is read runs on a small stack.
        string longest = string.Join("||", Enumerable.Repeat("!has(a)&&has(b)", 16_384 / 17));
        Thread small = new(() => Assert.True(LabelSelector.TryParse(longest, out LabelSelector? selector) && !selector.Matches(Labels)), 256 * 1024);
        small.Start();
        small.Join();
        Assert.False(LabelSelector.TryParse(string.Join("||", Enumerable.Repeat("all()", 200_000)), out _));
    }

    [Fact]
    public void Cut_anywhere_it_throws_nothing()
    {
        const string text = "!(has(zone) && zone in { 'a', \"b\" }) || kubernetes.io/os not in {'x'} && zone starts with 'a'";
        for (int i = 0; i <= text.Length; i++)
        {
            _ = LabelSelector.TryParse(text[..i], out LabelSelector? selector) && selector.Matches(Labels);
        }
    }
}
