using CalicoVxlan.Host.Completion;

namespace CalicoVxlan.PS.Tests.Host;

public class CompletionTests
{
    [Theory]
    [InlineData("Get-Vx", "Get-VxlanFrame")]
    [InlineData("Get-VxlanFrame x | Measure-V", "Measure-VxlanFlow")]
    [InlineData("Measure-VxlanFlow -Interv", "-Interval")]
    [InlineData("Write-Echo -Fruit ", "Apple Apricot Banana")]
    [InlineData("Write-Echo -Fruit Ap", "Apple Apricot")]
    [InlineData("Write-Echo -Fruit:Ap", "Apple Apricot")]
    [InlineData("Write-Echo -Colour r", "red")]
    [InlineData("Write-Echo -Truth ", "$true $false")]
    [InlineData("Write-Echo -L", "-Loud -Link")]
    [InlineData("Write-Echo -Loud -L", "-Link")]
    [InlineData("Write-Echo -Number 1 -Te", "")]
    [InlineData("Write-Echo 'not closed -Fru", "")]
    [InlineData("Invoke-Trouble ", "error")]
    [InlineData("Get-VxlanFrame x -Protocol TCP,IC", "ICMP ICMPv6")]
    [InlineData("help about_Cal", "about_CalicoVxlan")]
    [InlineData("Nothing-Here -", "")]
    public void The_last_word_is_completed(string line, string expected) =>
        Assert.Equal(expected, string.Join(' ', new Completer(Cvx.Commands).Complete(line).Select(r => r.CompletionText)));

    [Fact]
    public void Completers_see_what_is_bound()
    {
        Assert.Equal("an error, after Verbose", Assert.Single(new Completer(Cvx.Commands).Complete("Invoke-Trouble -Verbose e")).ToolTip);
        Assert.Contains("4096\t", Cvx.Run("complete", $"Get-VxlanFrame {Cvx.Node1} -Vni 4").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tooltips_say_type_and_purpose()
    {
        Assert.StartsWith("-Vni\t[int[]] ", Cvx.Run("complete", "Get-VxlanFrame -Vn").Output, StringComparison.Ordinal);
        Assert.Contains("complete -o default", Cvx.Run("complete", "--bash").Output, StringComparison.Ordinal);
    }
}
