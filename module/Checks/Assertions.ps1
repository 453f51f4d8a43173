<#
.SYNOPSIS
    Should operators for tests of your own.
.DESCRIPTION
    Should -BeCalicoVxlan       evidence, or the path of a snapshot: no check of Test-CalicoVxlanMode fails, and none that decides
                                is inconclusive
    Should -BeEncapsulated      frames of Get-VxlanFrame: each of them is VXLAN
    Should -HaveConfirmedVeth   rows of Find-PodVeth: each interface has two proofs or more, and none against it
    Each of them understands -Not (with several objects: none of them is so) and -Because. Nothing at all is never right.
.EXAMPLE
    BeforeAll { . (Join-Path (Split-Path (Get-CalicoCheck -PesterPath)) 'Assertions.ps1') }

    It 'is in VXLAN mode' { './snapshot.zip' | Should -BeCalicoVxlan }
    It 'hides the pods from the underlay' { Get-VxlanFrame *.pcapng -All -CapturePoint eth0 | Should -BeEncapsulated }
    It 'knows every pod' { Find-PodVeth -Namespace shop | Should -HaveConfirmedVeth }
#>

$operators = @{
    BeCalicoVxlan     = {
        param($ActualValue, [switch] $Negate, [string] $Because, $CallerSessionState)

        $because = if ($Because) { ", because $Because," } else { '' }
        $problems = @()
        $clusters = @($ActualValue | Where-Object { $null -ne $_ })
        foreach ($cluster in $clusters) {
            $rows = Test-CalicoVxlanMode -Evidence $cluster -ErrorAction Stop
            $failed = @($rows | Where-Object { $_.Status -eq 'Fail' })
            $open = @($rows | Where-Object { $_.Status -eq 'Inconclusive' -and $_.Decides })
            if ($Negate -and -not $failed) {
                $problems += "Expected a check of '$cluster' to fail$because but none does."
            }

            if (-not $Negate -and $failed) {
                $lines = $failed | ForEach-Object { "  $($_.Id) of $($_.Target): $($_.Reason). $($_.Remedy)" }
                $problems += "Expected '$cluster' to be in VXLAN mode$because but $($failed.Count) of $(@($rows).Count) results fail:", $lines
            }
            elseif (-not $Negate -and $open) {
                $lines = $open | Select-Object -First 10 | ForEach-Object { "  $($_.Id) of $($_.Target): $($_.Reason)" }
                $problems += "Expected '$cluster' to be in VXLAN mode$because but $($open.Count) of $(@($rows).Count) results are inconclusive:", $lines
            }
        }

        if (-not $clusters) { $problems += 'Expected evidence, or the path of a snapshot, but got nothing.' }
        [pscustomobject]@{ Succeeded = -not $problems; FailureMessage = ($problems | ForEach-Object { $_ }) -join [Environment]::NewLine }
    }

    BeEncapsulated    = {
        param($ActualValue, [switch] $Negate, [string] $Because, $CallerSessionState)

        $because = if ($Because) { ", because $Because," } else { '' }
        $frames = @($ActualValue | Where-Object { $null -ne $_ })
        $other = @($frames | Where-Object { $_ -isnot [CalicoVxlan.Frames.VxlanFrame] })
        $wrong = @($frames | Where-Object { ([string] $_.Encapsulation -in 'Vxlan', 'VxlanGpe') -eq [bool] $Negate })
        $message =
        if (-not $frames) { "Expected frames of Get-VxlanFrame$because but got none." }
        elseif ($other) { "Expected frames of Get-VxlanFrame$because but got $($other[0].GetType())." }
        elseif ($wrong) {
            $lines = $wrong | Select-Object -First 5 | ForEach-Object { "  frame $($_.Number) at $($_.CapturePoint): $($_.Source) > $($_.Destination), $($_.Encapsulation), $($_.Info)" }
            $what = if ($Negate) { 'not to be in VXLAN' } else { 'to be in VXLAN' }
            $more = if ($wrong.Count -gt 5) { "  and $($wrong.Count - 5) more" }
            (@("Expected $($frames.Count) frames $what$because but $($wrong.Count) are otherwise:") + $lines + $more | Where-Object { $_ }) -join [Environment]::NewLine
        }
        [pscustomobject]@{ Succeeded = -not $message; FailureMessage = $message }
    }

    HaveConfirmedVeth = {
        param($ActualValue, [switch] $Negate, [string] $Because, $CallerSessionState)

        $because = if ($Because) { ", because $Because," } else { '' }
        $rows = @($ActualValue | Where-Object { $null -ne $_ })
        $other = @($rows | Where-Object { $_ -isnot [CalicoVxlan.Lookups.PodVeth] })
        $wrong = @($rows | Where-Object { $_.Confirmed -eq [bool] $Negate })
        $message =
        if (-not $rows) { "Expected rows of Find-PodVeth$because but got none." }
        elseif ($other) { "Expected rows of Find-PodVeth$because but got $($other[0].GetType())." }
        elseif ($wrong) {
            $lines = $wrong | ForEach-Object {
                $proof = if ($_.Proof) { "proof $($_.Proof -join ', ')" } else { 'no proof' }
                "  $($_.Namespace)/$($_.Pod) $($_.Interface) on $($_.Node): $proof; $($_.Problem)"
            }
            $what = if ($Negate) { 'not to have confirmed interfaces' } else { 'to have confirmed interfaces' }
            (@("Expected $($rows.Count) pods $what$because but $($wrong.Count) are otherwise:") + $lines) -join [Environment]::NewLine
        }
        [pscustomobject]@{ Succeeded = -not $message; FailureMessage = $message }
    }
}

foreach ($name in $operators.Keys) {
    if (-not (Get-ShouldOperator | Where-Object Name -EQ $name)) {
        Add-ShouldOperator -Name $name -Test $operators[$name] -SupportsArrayInput
    }
}
