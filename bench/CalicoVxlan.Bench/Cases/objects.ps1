# Times Get-VxlanFrame against a compiled cmdlet that writes as many objects of a five-property class.
# Answers lines of "seconds name", medians, the reference first.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Capture,
    [Parameter(Mandatory)] [long] $Count,
    [int] $Runs = 5
)

$ErrorActionPreference = 'Stop'

$types = Add-Type -PassThru -TypeDefinition @'
using System.Management.Automation;

public sealed class EmptyFrame
{
    public long Number { get; set; }
    public string SourceVtep { get; set; }
    public string DestinationVtep { get; set; }
    public string Source { get; set; }
    public string Destination { get; set; }
}

[Cmdlet(VerbsCommon.Get, "EmptyFrame")]
public sealed class GetEmptyFrameCommand : PSCmdlet
{
    [Parameter(Mandatory = true)] public long Count { get; set; }

    protected override void EndProcessing()
    {
        for (long i = 1; i <= Count; i++)
        {
            WriteObject(new EmptyFrame { Number = i });
        }
    }
}
'@
Import-Module -Assembly $types[0].Assembly

$cases = [ordered]@{ 'as many objects of five properties | Out-Null' = { Get-EmptyFrame -Count $Count | Out-Null } }
if (Test-Path -LiteralPath $Module) {
    Import-Module -Name $Module
    $cases['Get-VxlanFrame | Out-Null'] = { Get-VxlanFrame -LiteralPath $Capture | Out-Null }
}

$times = @{}
foreach ($run in 0..$Runs) {
    foreach ($name in $cases.Keys) {
        $seconds = (Measure-Command -Expression $cases[$name]).TotalSeconds
        # The first run compiles and reads the file into memory.
        if ($run -gt 0) { $times[$name] += , $seconds }
    }
}

foreach ($name in $cases.Keys) {
    $sorted = @($times[$name] | Sort-Object)
    '{0} {1}' -f $sorted[[int][math]::Floor($sorted.Count / 2)].ToString('F4', [cultureinfo]::InvariantCulture), $name
}
