<#
.SYNOPSIS
    Judges a cluster with Pester: a test for each check of Test-CalicoVxlanMode and each thing that it is about.
.DESCRIPTION
    Needs Pester 5 or later. Without -Evidence the live cluster of kubectl's current context is asked, when the tests are discovered.
    Each test is tagged with its category (Switch, Address, Device, Peer, Mtu, Host, Known, Wire). What does not concern the cluster is
    skipped, what the evidence cannot tell is inconclusive, both with the reason. Warnings are written and pass, unless -Strict is given.
.EXAMPLE
    Invoke-Pester (Get-CalicoCheck -PesterPath)
.EXAMPLE
    $container = New-PesterContainer -Path (Get-CalicoCheck -PesterPath) -Data @{ Evidence = './snapshot.zip'; Mode = 'Always' }
    Invoke-Pester -Container $container -Output Detailed
#>
param(
    # Evidence from Get-CalicoEvidence or Import-CalicoEvidence, or the path of a snapshot.
    $Evidence,

    # The mode that is demanded: Always or CrossSubnet.
    [string] $Mode,

    # Only these checks, by id or category.
    [string[]] $Include,

    # Not these checks, by id or category.
    [string[]] $Exclude,

    # Warnings fail.
    [switch] $Strict
)

BeforeDiscovery {
    if (-not (Get-Module CalicoVxlan)) {
        Import-Module (Join-Path $PSScriptRoot '../CalicoVxlan.psd1')
    }

    $choice = @{}
    foreach ($name in 'Evidence', 'Mode', 'Include', 'Exclude') {
        $value = Get-Variable $name -ValueOnly -ErrorAction Ignore
        if ($value) { $choice[$name] = $value }
    }

    $categories = Test-CalicoVxlanMode @choice -ErrorAction Stop | Group-Object Category | ForEach-Object {
        @{
            Category = $_.Name
            Rows     = @($_.Group | ForEach-Object { @{ Id = $_.Id; Target = $_.Target; Title = $_.Title; Result = $_; Strict = [bool] $Strict } })
        }
    }
}

Describe 'Calico VXLAN' {
    foreach ($group in $categories) {
        Context $group.Category -Tag $group.Category {
            It '<Id> of <Target>: <Title>' -ForEach $group.Rows {
                $text = @(
                    $Result.Reason
                    if ($Result.Expected) { "Expected: $($Result.Expected)" }
                    if ($Result.Actual) { "Found:    $($Result.Actual)" }
                    if ($Result.Evidence) { "Evidence: $($Result.Evidence)" }
                    if ($Result.Impact) { "Impact:   $($Result.Impact)" }
                    if ($Result.Remedy) { "Remedy:   $($Result.Remedy)" }
                    if ($Result.ManualCommand) { "By hand:  $($Result.ManualCommand)" }
                ) -join [Environment]::NewLine
                switch ([string] $Result.Status) {
                    'NotApplicable' { Set-ItResult -Skipped -Because $Result.Reason }
                    'Inconclusive' { Set-ItResult -Inconclusive -Because $Result.Reason }
                    'Warning' { if ($Strict) { throw $text } else { Write-Warning "$Id of ${Target}: $($Result.Reason)" } }
                    'Fail' { throw $text }
                }
            }
        }
    }
}
