namespace CalicoVxlan.PS.Tests.Host;

/// <summary>Command lines and the error ids that PowerShell 7.6 gave for them.</summary>
public class ErrorIdTests
{
    [Theory]
    [InlineData("Get-VxlanFrame nosuch", "CaptureFileNotFound")]
    [InlineData("Get-VxlanFrame x -Foo 1", "NamedParameterNotFound")]
    [InlineData("Get-VxlanFrame x y", "PositionalParameterNotFound")]
    [InlineData("Get-VxlanFrame x -Vni 16777216", "ParameterArgumentValidationError")]
    [InlineData("Get-VxlanFrame x -Vni abc", "CannotConvertArgumentNoMessage")]
    [InlineData("Get-VxlanFrame x -Vni", "MissingArgument")]
    [InlineData("Get-VxlanFrame x -P 1", "AmbiguousParameter")]
    [InlineData("Get-VxlanFrame x -Path y", "PositionalParameterNotFound")]
    [InlineData("Get-VxlanFrame x -LiteralPath y", "PositionalParameterNotFound")]
    [InlineData("Get-VxlanFrame x -Path y -LiteralPath z", "AmbiguousParameterSet")]
    [InlineData("Get-VxlanFrame -Path y -Path z", "ParameterAlreadyBound")]
    [InlineData("Get-VxlanFrame x -Protocol foo", "ParameterArgumentValidationError")]
    [InlineData("Get-VxlanFrame x -Protocol @()", "ParameterArgumentValidationError")]
    [InlineData("Get-VxlanFrame x -Address nonsense", "CannotConvertArgumentNoMessage")]
    [InlineData("Get-VxlanFrame x -Address $null", "ParameterArgumentValidationError")]
    [InlineData("Get-VxlanFrame ''", "ParameterArgumentValidationError")]
    [InlineData("Get-VxlanFrame -Path $null", "ParameterArgumentValidationError")]
    [InlineData("Get-VxlanFrame -Path @()", "ParameterArgumentValidationError")]
    [InlineData("Get-VxlanFrame -LiteralPath ''", "ParameterArgumentValidationError")]
    [InlineData("Get-VxlanFrame x -Vni 1.5", "CaptureFileNotFound")]
    [InlineData("Get-VxlanFrame x -Port 70000", "ParameterArgumentValidationError")]
    [InlineData("Get-VxlanFrame x -Count foo", "CannotConvertArgumentNoMessage")]
    [InlineData("Get-VxlanFrame -Interface eth0 -Path x", "AmbiguousParameterSet")]
    [InlineData("Get-VxlanFrame x -Filter tcp", "PositionalParameterNotFound")]
    [InlineData("Get-VxlanFrame x -All:foo", "CannotConvertArgument")]
    [InlineData("Get-VxlanFrame x -ErrorAction Foo", "CannotConvertArgumentNoMessage")]
    [InlineData("Measure-VxlanFlow x -By foo", "CannotConvertArgumentNoMessage")]
    [InlineData("Measure-VxlanFlow x -By C", "CannotConvertArgumentNoMessage")]
    [InlineData("Measure-VxlanFlow x -By 99", "CannotConvertArgumentNoMessage")]
    [InlineData("Measure-VxlanFlow x -Interval never", "ParameterArgumentTransformationError")]
    [InlineData("Measure-VxlanFlow x -Interval -5", "ParameterArgumentTransformationError")]
    [InlineData("Measure-VxlanFlow -InputObject x", "CannotConvertArgumentNoMessage")]
    [InlineData("Measure-VxlanFlow -InputObject $null", "ParameterArgumentValidationError")]
    [InlineData("Export-VxlanFrame x.pcap -Format zip", "CannotConvertArgumentNoMessage")]
    [InlineData("Get-Command | Measure-VxlanFlow", "CaptureFileNotFound")]
    [InlineData("Get-Command Out-Null | Export-VxlanFrame none.pcap -WhatIf", "InputObjectNotBound")]
    [InlineData("Get-Command Out-Null | Get-VxlanFrame", "CaptureFileNotFound")]
    public void A_mistake_has_the_same_id_in_PowerShell(string line, string id)
    {
        string command = line[(line.LastIndexOf('|') + 1)..].Trim().Split(' ')[0].Replace("-", "", StringComparison.Ordinal);
        Assert.Equal($"{id},CalicoVxlan.PS.Commands.{command}Command", Cvx.ErrorId(line.Replace("Get-Command |", "Get-Command Out-Null |", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_the_line_binds_the_pipeline_cannot() =>
        Assert.Equal(
            "InputObjectNotBound,CalicoVxlan.PS.Commands.GetVxlanFrameCommand",
            Cvx.ErrorId($"Get-VxlanFrame {Cvx.Node1} | Select-Object -First 1 | Get-VxlanFrame -Path {Cvx.Node1}"));
}
