# Times look-ups and the verdict on a snapshot that is loaded. Answers lines of "seconds name", medians.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Evidence,
    [int] $Runs = 3
)

$ErrorActionPreference = 'Stop'
Import-Module -Name $Module
$loaded = Import-CalicoEvidence -LiteralPath $Evidence
Get-CalicoVtep -Evidence $loaded | Out-Null
$pod = (Find-PodVeth -Evidence $loaded | Where-Object Interface | Select-Object -First 1 -Skip 500).Pod

$cases = [ordered]@{
    'Find-PodVeth -Name'                         = { Find-PodVeth -Name $pod -Evidence $loaded }
    'Get-CalicoVtep -Peer | Where-Object Problem' = { Get-CalicoVtep -Peer -Evidence $loaded | Where-Object Problem }
    'Get-CalicoVtep -Peer -HasProblem'           = { Get-CalicoVtep -Peer -HasProblem -Evidence $loaded }
    'Test-CalicoVxlanMode'                       = { Test-CalicoVxlanMode -Evidence $loaded }
}
foreach ($name in $cases.Keys) {
    $times = foreach ($run in 0..$Runs) { (Measure-Command -Expression $cases[$name]).TotalSeconds }
    # The first run compiles.
    $sorted = @($times | Select-Object -Skip 1 | Sort-Object)
    '{0} {1}' -f $sorted[[int][math]::Floor($sorted.Count / 2)].ToString('F4', [cultureinfo]::InvariantCulture), $name
}
