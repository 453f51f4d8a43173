BeforeDiscovery { . "$PSScriptRoot/Common.ps1" }

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $before = Test-CalicoVxlanMode -Evidence $healthy
    $now = Test-CalicoVxlanMode -Evidence $broken
}

Describe 'Test-CalicoVxlanMode' {
    It 'finds nothing wrong with the healthy sample' {
        $before | Where-Object Status -In Fail, Warning, Inconclusive | Should -BeNullOrEmpty
        $before.Count | Should -BeGreaterThan 100
    }

    It 'finds exactly what is wrong with the broken one' {
        $now | Where-Object Status -In Fail, Warning, Inconclusive | ForEach-Object Id | Sort-Object |
            Should -Be 'Known.StaleProbes', 'Peer.Fdb', 'Switch.Probes', 'Switch.Rollout'
        $row = $now | Where-Object Id -EQ Peer.Fdb | Where-Object Status -EQ Fail
        $row.Target | Should -Be 'node2 > node1'
        $row.Remedy | Should -Match 'bridge fdb replace 66:f9:37:c3:7e:94'
    }

    It 'shows only what came out as wanted' {
        (Test-CalicoVxlanMode -Evidence $broken -Status Fail).Id | Should -Be 'Switch.Probes', 'Peer.Fdb'
        Test-CalicoVxlanMode -Evidence $broken -Status Fail -Quiet | Should -BeFalse
    }

    It 'demands a mode' {
        Test-CalicoVxlanMode Always -Evidence $healthy -Quiet | Should -BeTrue
        Test-CalicoVxlanMode CrossSubnet -Evidence $healthy -Quiet | Should -BeFalse
        { Test-CalicoVxlanMode Sometimes -Evidence $healthy } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'judges several clusters' {
        Import-CalicoEvidence $healthy, $broken | Test-CalicoVxlanMode -Quiet | Should -Be $true, $false
        if (Import-CalicoEvidence $healthy | Test-CalicoVxlanMode -Quiet) { $said = 'well' }
        $said | Should -Be 'well'
    }

    It 'reports a check that is not there' {
        { Test-CalicoVxlanMode -Evidence $healthy -Include Nope -ErrorAction Stop } | Should -Throw -ErrorId 'NoSuchCheck,*'
    }

    It 'never passes what is not in the evidence' {
        Copy-Item $healthy "$TestDrive/cut" -Recurse
        Get-ChildItem "$TestDrive/cut" -Recurse -Filter fdb.json | Remove-Item
        Test-CalicoVxlanMode -Evidence "$TestDrive/cut" -Quiet | Should -BeFalse
        (Test-CalicoVxlanMode -Evidence "$TestDrive/cut" -Include Peer.Fdb).Status | Sort-Object -Unique | Should -Be 'Inconclusive'
    }

    It 'judges the wire with frames' {
        $frames = Get-VxlanFrame $node1 -All
        $rows = Test-CalicoVxlanMode -Evidence $healthy -Include Wire -Frame $frames
        $rows.Status | Should -Contain 'Fail' -Because 'the frames are of another cluster'
    }

    It 'has tables by category, lists, and names for other commands' {
        $now | Out-String | Should -Match 'Category: Peer: 1 Fail, 14 Pass'
        $now | Where-Object Status -EQ Fail | Format-List | Out-String | Should -Match 'ManualCommand +: kubectl'
        ($now | Where-Object Status -EQ Fail | Get-CalicoCheck).Id | Should -Be 'Switch.Probes', 'Peer.Fdb'
        $now | ConvertTo-Csv | Select-Object -First 1 | Should -Match '"Id","Title","Category","Scope","Target","Status"'
    }
}

Describe 'Compare-CalicoCheck' {
    It 'tells what appeared, went and stayed' {
        (Compare-CalicoCheck $before $now).Change | Sort-Object -Unique | Should -Be 'Appeared'
        ($before | Compare-CalicoCheck $now).Change | Sort-Object -Unique | Should -Be 'Gone'
        (Compare-CalicoCheck $now $now).Count | Should -Be 4
        Compare-CalicoCheck $before $before | Should -BeNullOrEmpty
    }

    It 'takes no results for results, too' {
        $none = $before | Where-Object Status -EQ Fail
        (Compare-CalicoCheck $none $now).Count | Should -Be 4
        (Compare-CalicoCheck $now $none).Change | Sort-Object -Unique | Should -Be 'Gone'
        ($none | Compare-CalicoCheck $now).Count | Should -Be 4
    }

    It 'has a table and a list' {
        Compare-CalicoCheck $before $now | Out-String | Should -Match 'Appeared +Peer\.Fdb +node2 > node1'
        Compare-CalicoCheck $before $now | Format-List | Out-String | Should -Match 'Change +: Appeared'
    }
}

Describe 'Get-CalicoCheck' {
    It 'explains every check' {
        foreach ($check in Get-CalicoCheck) {
            $check.Title, $check.Reads, $check.Why, $check.Impact | Should -Not -BeNullOrEmpty -Because $check.Id
        }

        (Get-CalicoCheck).Id | Sort-Object -Unique | Should -HaveCount @(Get-CalicoCheck).Count
    }

    It 'lists every check that a run has rows of' {
        $now.Id | Sort-Object -Unique | Where-Object { $_ -notin (Get-CalicoCheck).Id } | Should -BeNullOrEmpty
    }

    It 'knows where the Pester test is' {
        Get-CalicoCheck -PesterPath | Should -Exist
        Join-Path (Split-Path (Get-CalicoCheck -PesterPath)) 'Assertions.ps1' | Should -Exist
    }
}
