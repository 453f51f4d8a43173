namespace CalicoVxlan.PS.Tests.Host;

[Collection("one log")]
public class HelpTests
{
    [Fact]
    public void A_commands_help_has_what_the_modules_file_says()
    {
        string help = Cvx.Run("help", "Get-VxlanFrame").Output;
        foreach (string part in new[] { "NAME\n    Get-VxlanFrame", "SYNOPSIS", "SYNTAX", "[-Path] <string[]>", "DESCRIPTION", "PARAMETERS", "    -Vni <int[]>", "EXAMPLES" })
        {
            Assert.Contains(part, help, StringComparison.Ordinal);
        }

        Assert.All(help[..help.IndexOf("EXAMPLES", StringComparison.Ordinal)].Split('\n'), l => Assert.True(l.Length <= 100, l));
    }

    [Fact]
    public void One_parameter_or_only_examples()
    {
        string one = Cvx.Run("Get-Help", "Measure-VxlanFlow", "-Parameter", "By").Output;
        Assert.StartsWith("    -By <FlowGrouping>\n", one, StringComparison.Ordinal);
        Assert.Contains("one of Conversation, Flow, Vtep", one, StringComparison.Ordinal);
        string examples = Cvx.Run("help Get-VxlanFrame -Examples").Output;
        Assert.StartsWith("\nEXAMPLES", examples, StringComparison.Ordinal);
        Assert.Equal("NoMatchingParameter,CalicoVxlan.Host.Commands.GetHelpCommand", Cvx.ErrorId("Get-Help Get-VxlanFrame -Parameter Vnis"));
    }

    [Fact]
    public void Topics_and_what_does_not_exist()
    {
        Assert.StartsWith("TOPIC\n    about_CalicoVxlan", Cvx.Run("help about_calicovxlan").Output, StringComparison.Ordinal);
        Assert.Equal("HelpNotFound,CalicoVxlan.Host.Commands.GetHelpCommand", Cvx.ErrorId("Get-Help Get-VxlanFrames"));
    }

    [Fact]
    public void Every_command_has_a_synopsis()
    {
        Assert.All(
            Cvx.Invoke("Get-Command").Output.Cast<CalicoVxlan.Host.Commands.CommandSummary>().Where(c => c.Name is not ("Write-Echo" or "Get-Sequence" or "Compare-Input" or "Invoke-Trouble" or "Request-Exit")),
            c => Assert.NotEqual("", c.Synopsis));
        Assert.Equal("Out-Null [-InputObject <Object>] [<CommonParameters>]", Assert.Single(Cvx.Invoke("Get-Command Out-Null -Syntax").Output));
        Assert.Equal("CommandNotFoundException,CalicoVxlan.Host.Commands.GetCommandCommand", Cvx.ErrorId("Get-Command Get-Nothing"));
    }

    [Fact]
    public void Usage_and_version()
    {
        Assert.Contains("Measure-VxlanFlow", Cvx.Run("--help").Output, StringComparison.Ordinal);
        Assert.Equal(Cvx.Run().Output, Cvx.Run("--help").Output);
        Assert.Matches(@"^cvx \d+\.\d+\.\d+\n$", Cvx.Run("--version").Output);
    }
}
