BeforeDiscovery { . "$PSScriptRoot/Common.ps1" }

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # In a process of its own: Pester in Pester shares its state.
    function Invoke-Check([hashtable] $Data, [string] $More = '') {
        $out = Join-Path $TestDrive "$([guid]::NewGuid()).xml"
        $pairs = $Data.Keys | ForEach-Object { "$_ = $($Data[$_])" }
        $script = @"
Import-Module '$manifest'
`$configuration = New-PesterConfiguration
`$configuration.Run.Container = New-PesterContainer -Path (Get-CalicoCheck -PesterPath) -Data @{ $($pairs -join '; ') }
`$configuration.Run.PassThru = `$true
`$configuration.Output.Verbosity = 'None'
`$configuration.TestResult.Enabled = `$true
`$configuration.TestResult.OutputFormat = 'NUnitXml'
`$configuration.TestResult.OutputPath = '$out'
$More
`$run = Invoke-Pester -Configuration `$configuration
@{ Passed = `$run.PassedCount; Failed = `$run.FailedCount; Skipped = `$run.SkippedCount; Inconclusive = `$run.InconclusiveCount; NotRun = `$run.NotRunCount; Containers = `$run.FailedContainersCount } | ConvertTo-Json -Compress
"@
        $text = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script 3>$null
        $run = $text | Where-Object { $_ -match '^\{' } | Select-Object -Last 1 | ConvertFrom-Json
        $run | Add-Member Xml ([xml] (Get-Content $out -Raw)) -PassThru
    }
}

Describe 'The operational test' {
    It 'passes on the healthy sample, as a path' {
        $run = Invoke-Check @{ Evidence = "'$healthy'" }
        $run.Failed, $run.Inconclusive, $run.Containers | Should -Be 0, 0, 0
        $run.Passed | Should -BeGreaterThan 100
        $run.Skipped | Should -BeGreaterThan 0
        $run.Xml.'test-results'.failures | Should -Be '0'
        [int] $run.Xml.'test-results'.total | Should -BeGreaterThan 100
    }

    It 'fails exactly where the broken sample is broken, and says how to mend it' {
        $run = Invoke-Check @{ Evidence = "(Import-CalicoEvidence '$broken')" }
        $run.Failed | Should -Be 2
        $failed = $run.Xml.SelectNodes("//test-case[@result='Failure']")
        $failed.name | Sort-Object | Should -Match 'Peer\.Fdb of node2 > node1|Switch\.Probes of cluster'
        $failed.failure.message -join "`n" | Should -Match 'Evidence: bridge fdb on the node'
        $failed.failure.message -join "`n" | Should -Match 'Remedy: .*bridge fdb replace'
    }

    It 'takes mode, checks and severity' {
        (Invoke-Check @{ Evidence = "'$healthy'"; Mode = "'CrossSubnet'"; Include = "'Switch'" }).Failed | Should -Be 1
        (Invoke-Check @{ Evidence = "'$broken'"; Strict = '$true' }).Failed | Should -Be 4
    }

    It 'is chosen from by category' {
        $run = Invoke-Check @{ Evidence = "'$broken'" } '$configuration.Filter.Tag = ''Peer'''
        $run.Failed, $run.Passed | Should -Be 1, 14
        $run.NotRun | Should -BeGreaterThan 90
    }

    It 'is inconclusive where the evidence does not tell' {
        Copy-Item $healthy "$TestDrive/cut" -Recurse
        Get-ChildItem "$TestDrive/cut" -Recurse -Filter fdb.json | Remove-Item
        $run = Invoke-Check @{ Evidence = "'$TestDrive/cut'"; Include = "'Peer.Fdb'" }
        $run.Inconclusive | Should -BeGreaterThan 0
        $run.Passed, $run.Failed | Should -Be 0, 0
    }

    It 'fails as a whole when there is no evidence' {
        (Invoke-Check @{ Evidence = "'$TestDrive/gone'" }).Containers | Should -Be 1
    }
}

Describe 'The assertions' {
    BeforeAll {
        . (Join-Path (Split-Path (Get-CalicoCheck -PesterPath)) 'Assertions.ps1')
        $frames = Get-VxlanFrame $node1 -All -CapturePoint eth0 -Vni 4096
        $bare = Get-VxlanFrame (Join-Path $samples '1-pod-a.pcapng') -All
    }

    It 'can be loaded twice' {
        { . (Join-Path (Split-Path (Get-CalicoCheck -PesterPath)) 'Assertions.ps1') } | Should -Not -Throw
    }

    It 'BeCalicoVxlan' {
        $healthy | Should -BeCalicoVxlan
        Import-CalicoEvidence $healthy | Should -BeCalicoVxlan
        $broken | Should -Not -BeCalicoVxlan
        { $broken | Should -BeCalicoVxlan -Because 'it was converted' } | Should -Throw '*because it was converted, but 2 of * fail:*Peer.Fdb of node2 > node1: *bridge fdb replace*'
        { $healthy | Should -Not -BeCalicoVxlan } | Should -Throw '*a check of * to fail but none does*'
        { $null | Should -BeCalicoVxlan } | Should -Throw '*got nothing*'
    }

    It 'BeEncapsulated' {
        $frames | Should -BeEncapsulated
        $bare | Should -Not -BeEncapsulated
        { $bare | Should -BeEncapsulated } | Should -Throw '*frames to be in VXLAN but * are otherwise:*frame 1 at *'
        { $frames | Should -Not -BeEncapsulated } | Should -Throw '*not to be in VXLAN*and * more*'
        { $null | Should -BeEncapsulated } | Should -Throw '*got none*'
        { $null | Should -Not -BeEncapsulated } | Should -Throw '*got none*'
        { 'text' | Should -BeEncapsulated } | Should -Throw '*got string*'
    }

    It 'HaveConfirmedVeth' {
        Find-PodVeth -Namespace default -Evidence $healthy | Should -HaveConfirmedVeth
        Find-PodVeth calico-node* -Evidence $healthy | Should -Not -HaveConfirmedVeth
        { Find-PodVeth -Evidence $healthy | Should -HaveConfirmedVeth } | Should -Throw '*kube-system/calico-node-*no proof; *host*'
        { Find-PodVeth -Namespace default -Evidence $healthy | Should -Not -HaveConfirmedVeth } | Should -Throw '*not to have confirmed interfaces*'
    }
}

Describe 'Colours of a status' {
    BeforeAll {
        # Test runs often set NO_COLOR; a user's terminal doesn't.
        $command = "Import-Module '$manifest'; Test-CalicoVxlanMode -Evidence '$broken' -Status Fail"
        $before = $env:NO_COLOR, $env:TERM
        $env:NO_COLOR, $env:TERM = $null, 'xterm-256color'
    }

    AfterAll { $env:NO_COLOR, $env:TERM = $before }

    It 'are there in a terminal' {
        if (-not (Get-Command script -CommandType Application -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because "'script', which makes a terminal, is not installed"
            return
        }
        $file = New-Item "$TestDrive/show.ps1" -Value $command
        $shown = script -qec "$((Get-Process -Id $PID).Path) -NoProfile -File $file" /dev/null
        $shown -match 'Switch\.Probes' | Should -Match '^\e\[31;1mFail\e\[0m +Switch\.Probes'
    }

    It 'are not in a pipe, a file or an object' {
        $shown = & (Get-Process -Id $PID).Path -NoProfile -Command $command
        $shown -match 'Switch\.Probes' | Should -Match '^Fail +Switch\.Probes'
        $results = Test-CalicoVxlanMode -Evidence $broken -Status Fail
        $results | ConvertTo-Json | Should -Not -Match '\\u001b|\e'
        $results | Export-Csv "$TestDrive/out.csv"
        Get-Content "$TestDrive/out.csv" -Raw | Should -Not -Match '\e'
    }
}
