using System.Net;

namespace CalicoVxlan.PS.Tests.Host;

[Collection("one log")]
public class BindingTests
{
    private const string EchoType = ",CalicoVxlan.PS.Tests.Host.WriteEchoCommand";

    [Fact]
    public void Names_aliases_beginnings_and_positions()
    {
        Assert.Equal("a", Echo("Write-Echo -text a").Text);
        Assert.Equal("a", Echo("write-echo -T a").Text);
        Assert.Equal("a", Echo("Write-Echo -Tex:a").Text);
        Assert.Equal("a", Echo("Write-Echo a -Loud").Text);
        Assert.True(Echo("Write-Echo -Lo").Loud);
        Assert.False(Echo("Write-Echo -Loud:$false").Loud);
        Assert.Equal("-x", Echo("Write-Echo -- -x").Text);
    }

    [Fact]
    public void Values_become_the_parameters_types()
    {
        Echo echo = Echo("Write-Echo 0x10 -Fruit banana -Span 00:00:30 -When 2026-11-22T10:00:00Z -Address fd00::1 -Size 2KB -Truth $true -Link http://a/b");
        Assert.Equal("0x10", echo.Text);
        Assert.Equal(Fruit.Banana, echo.Fruit);
        Assert.Equal(TimeSpan.FromSeconds(30), echo.Span);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), echo.When);
        Assert.Equal(IPAddress.Parse("fd00::1"), echo.Address);
        Assert.Equal(2048, echo.Size);
        Assert.True(echo.Truth);
        Assert.Equal("http://a/b", echo.Link?.ToString());
        Assert.Equal([1, 2, 16], Echo("Write-Echo -Number 1,'2',0x10").Number);
        Assert.Equal([7], Echo("Write-Echo -Number 7").Number);
        Assert.Null(Echo("Write-Echo -Size $null").Size);
        Assert.Equal(Fruit.Banana, Echo("Write-Echo -Fruit ban").Fruit);
    }

    [Theory]
    [InlineData("Write-Echo -Nothing 1", "NamedParameterNotFound")]
    [InlineData("Write-Echo a b", "PositionalParameterNotFound")]
    [InlineData("Write-Echo -Number 1 -Text a", "AmbiguousParameterSet")]
    [InlineData("Write-Echo -T a -Te b", "ParameterAlreadyBound")]
    [InlineData("Write-Echo -S 1", "AmbiguousParameter")]
    [InlineData("Write-Echo -Text", "MissingArgument")]
    [InlineData("Write-Echo -Number 1001", "ParameterArgumentValidationError")]
    [InlineData("Write-Echo -Colour blue", "ParameterArgumentValidationError")]
    [InlineData("Write-Echo -Fruit pear", "CannotConvertArgumentNoMessage")]
    [InlineData("Write-Echo -Fruit ap", "CannotConvertArgumentNoMessage")]
    [InlineData("Write-Echo -Number x", "CannotConvertArgumentNoMessage")]
    [InlineData("Write-Echo -Size 99999999999999999999", "CannotConvertArgumentNoMessage")]
    [InlineData("Write-Echo -Loud:x", "CannotConvertArgument")]
    [InlineData("Write-Echo -Number @()", "ParameterArgumentValidationErrorEmptyArrayNotAllowed")]
    public void Errors_have_PowerShells_ids(string line, string id) => Assert.Equal(id + EchoType, Cvx.ErrorId(line));

    [Fact]
    public void The_modules_cmdlets_report_with_their_own_names()
    {
        const string type = ",CalicoVxlan.PS.Commands.GetVxlanFrameCommand";
        Assert.Equal("MissingMandatoryParameter" + type, Cvx.ErrorId("Get-VxlanFrame"));
        Assert.Equal("ParameterArgumentValidationError" + type, Cvx.ErrorId("Get-VxlanFrame x -Vni 16777216"));
        Assert.Equal("ParameterArgumentTransformationError,CalicoVxlan.PS.Commands.MeasureVxlanFlowCommand", Cvx.ErrorId("Measure-VxlanFlow x -Interval never"));
        Assert.Equal("CommandNotFoundException", Cvx.ErrorId("Get-VxlanFrames x"));
    }

    [Fact]
    public void Mistyped_names_are_met_with_the_nearest()
    {
        Assert.Contains("Did you mean Get-VxlanFrame?", Cvx.Invoke("Get-VxlanFram x").Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("Did you mean -Number?", Cvx.Invoke("Write-Echo -Numbr 1").Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("Apple, Apricot, Banana", Cvx.Invoke("Write-Echo -Fruit pear").Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_set_follows_from_what_is_given()
    {
        Assert.Equal("Text", Echo("Write-Echo").Set);
        Assert.Equal("Number", Echo("Write-Echo -Number 1").Set);
    }

    [Fact]
    public void The_pipelines_objects_choose_the_set()
    {
        Assert.Equal(["Item item1 InputObject", "Item item2 InputObject"], Cvx.Invoke("Get-Sequence 2 -AsItem | Compare-Input").Output);
        Assert.Equal(["Number 1 Number"], Cvx.Invoke("Get-Sequence 1 | Compare-Input").Output);
    }

    [Fact]
    public void Properties_are_bound_by_their_names_and_aliases()
    {
        Assert.Equal(["Name item1 Name"], Cvx.Invoke("Get-Sequence 1 -AsItem | Select-Object Name | Compare-Input").Output);
        Assert.Equal(["Name hi Name"], Cvx.Invoke("Write-Echo hi | Select-Object Text | Compare-Input").Output);
    }

    [Fact]
    public void An_object_that_fits_nothing_is_an_error_and_the_next_goes_on()
    {
        var result = Cvx.Invoke("Write-Echo hi | Select-Object Loud | Compare-Input");
        Assert.Equal("InputObjectNotBound,CalicoVxlan.PS.Tests.Host.CompareInputCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal(3, Cvx.Invoke("Get-Sequence 3 | Write-Echo").Errors.Count(e => e.FullyQualifiedErrorId == "InputObjectNotBound" + EchoType));
    }

    [Fact]
    public void Words_that_a_shell_made_of_a_pattern_are_one_list()
    {
        string pod = Path.Combine(Cvx.Samples, "1-pod-a.pcapng");
        var one = Cvx.Run("Get-VxlanFrame", Cvx.Node1, "-All", "|", "ConvertTo-Json").Output.Count(c => c == '\n');
        var both = Cvx.Run("Get-VxlanFrame", Cvx.Node1, pod, "-All", "|", "ConvertTo-Json").Output.Count(c => c == '\n');
        Assert.True(both > one);
        Assert.Equal(both, Cvx.Run("Get-VxlanFrame", "-All", "-Path", Cvx.Node1, pod, "|", "ConvertTo-Json").Output.Count(c => c == '\n'));
    }

    private static Echo Echo(string line)
    {
        var result = Cvx.Invoke(line);
        Assert.Empty(result.Errors.Select(e => e.ToString()));
        return Assert.IsType<Echo>(Assert.Single(result.Output));
    }
}
