<#
.SYNOPSIS
The build: -Task Build, Test, Demo, Bench or Package. The work is in eng/build.proj; what needs PowerShell itself is here.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Bench', 'Package')]
    [string] $Task = 'Build'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
$module = Join-Path $PSScriptRoot 'output/CalicoVxlan/CalicoVxlan.psd1'
$results = Join-Path $PSScriptRoot 'output/tests'

function Invoke-Target([string] $Name) {
    dotnet msbuild eng/build.proj "-t:$Name" -nologo -v:m
    if ($LASTEXITCODE -ne 0) { throw "The target $Name failed." }
}

# The Pester suite runs against the built module in a PowerShell of its own, which sees nothing of this one.
function Invoke-PesterSuite {
    $script = {
        param($Path, $Result)
        $configuration = New-PesterConfiguration
        $configuration.Run.Path = $Path
        $configuration.TestResult.Enabled = $true
        $configuration.TestResult.OutputFormat = 'JUnitXml'
        $configuration.TestResult.OutputPath = $Result
        $configuration.Output.Verbosity = 'Normal'
        Invoke-Pester -Configuration $configuration
    }
    $pwsh = (Get-Process -Id $PID).Path
    & $pwsh -NoProfile -NonInteractive -Command $script -args (Join-Path $PSScriptRoot 'tests/Pester'), (Join-Path $results 'Pester.xml')
}

# Prints each command line of the demo before its result.
function Show-Demo {
    Import-Module $module
    $isRoot = $IsLinux -and [Environment]::IsPrivilegedProcess -and (Get-Command nft -CommandType Application -ErrorAction Ignore)
    # As root a cluster is built; else snapshots of one are looked at.
    if ($isRoot) { Remove-CalicoLab -Name demo -Confirm:$false -ErrorAction Ignore }
    $parts = 'eng/demo.txt', ($isRoot ? 'eng/demo-lab.txt' : 'eng/demo-snapshot.txt')
    foreach ($line in Get-Content ($parts | ForEach-Object { Join-Path $PSScriptRoot $_ })) {
        if ($line -match '^\s*(#|$)') { $line -replace '^\s*#\s?'; continue }
        "PS> $line"
        Invoke-Expression $line | Out-String -Width 160
    }
}

switch ($Task) {
    'Build' { Invoke-Target Build }
    'Package' { Invoke-Target Package }
    'Bench' { Invoke-Target Build; Invoke-Target Bench }
    'Demo' { Invoke-Target Build; Show-Demo }
    'Test' {
        Invoke-Target Build
        Invoke-Target Test
        $suites = 'CalicoVxlan.Tests', 'CalicoVxlan.PS.Tests'
        if (Get-Module -ListAvailable Pester) {
            Invoke-PesterSuite
            $suites += 'Pester'
        }
        else {
            'build.ps1: left out: the Pester suite, since Pester is not installed (Install-Module Pester).'
        }
        dotnet run --file eng/Summary.cs -- $results @suites
        exit $LASTEXITCODE
    }
}
