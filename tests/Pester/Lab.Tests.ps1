BeforeDiscovery { . "$PSScriptRoot/Common.ps1" }

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $canRun = $IsLinux -and (id -u) -eq 0 -and (Get-Command ip, nft -CommandType Application -ErrorAction Ignore).Count -ge 2
    if ($canRun) {
        $lab = 'p' + [guid]::NewGuid().ToString('n').Substring(0, 5)
        $null = New-CalicoLab -Name $lab
    }
}

AfterAll { if ($canRun) { Remove-CalicoLab -Name $lab -Confirm:$false } }

Describe 'A lab of two nodes' {
    BeforeEach { if (-not $canRun) { Set-ItResult -Skipped -Because 'labs need Linux, root, ip and nft' } }

    It 'is shown, and completed by name' {
        (Get-CalicoLab -Name $lab).Nodes.Count | Should -Be 2
        (TabExpansion2 "Get-CalicoLab -Name $($lab.Substring(0, 3))").CompletionMatches.CompletionText | Should -Contain $lab
        (Get-CalicoLab -Show FaultKind).Count | Should -BeGreaterThan 30
    }

    It 'has a veth with proof for every pod' {
        $veths = Get-CalicoEvidence -Lab $lab | Find-PodVeth web*
        $veths.Count | Should -Be 4
        $veths.Confirmed | Should -Not -Contain $false
        $veths[0].Proof | Should -Be 'NameHash', 'Route', 'PeerIndex', 'ContainerRuntime'
    }

    It 'is told by MAC, address and interface alike' {
        $evidence = Get-CalicoEvidence -Lab $lab
        $pod = Find-PodVeth web* -Evidence $evidence | Select-Object -First 1
        (Find-PodVeth -Evidence $evidence -Interface $pod.Interface).Pod | Should -Be $pod.Pod
        (Find-PodVeth -Evidence $evidence -MacAddress $pod.PodMac).Pod | Should -Be $pod.Pod
        ($evidence | Resolve-CalicoAddress $pod.PodAddress[0]).Name | Should -Be $pod.Pod
    }

    It 'is healthy, broken, named, mended by the remedy that was printed, and healthy' {
        Get-CalicoEvidence -Lab $lab | Test-CalicoVxlanMode -Quiet | Should -BeTrue
        Set-CalicoLabFault -Name $lab -Fault MissingFdbEntry -Node node2 -Peer node1 -WhatIf
        Get-CalicoEvidence -Lab $lab | Test-CalicoVxlanMode -Quiet | Should -BeTrue
        $null = Set-CalicoLabFault -Name $lab -Fault MissingFdbEntry -Node node2 -Peer node1
        $failed = @(Get-CalicoEvidence -Lab $lab | Test-CalicoVxlanMode -Status Fail)
        $failed.Id | Should -Be 'Peer.Fdb'
        $command = ($failed.Remedy -split 'by hand: ')[1]
        $command | Should -Match '^bridge fdb replace '
        ip netns exec "$lab-node2" @($command -split ' ')
        Get-CalicoEvidence -Lab $lab | Test-CalicoVxlanMode -Quiet | Should -BeTrue
        $null = Set-CalicoLabFault -Name $lab -Clear
    }

    It 'lets pods down the pipeline into a capture, together, those of this machine' {
        $snapshot = "$TestDrive/lab"
        $null = Get-CalicoEvidence -Lab $lab | Export-CalicoEvidence $snapshot
        $pods = Find-PodVeth web* -Evidence $snapshot
        $target = ($pods | Where-Object Node -eq node2)[0].PodAddress[0]
        $source = (Get-CalicoLab -Name $lab -Show Pod | Where-Object Node -eq node1)[0].NetworkNamespace
        $job = Start-Process ip -ArgumentList 'netns', 'exec', $source, 'ping', '-c', '20', '-i', '0.2', $target -PassThru -RedirectStandardOutput "$TestDrive/ping"
        $line = "Import-Module '$manifest'; Find-PodVeth web* -Evidence '$snapshot' | Get-VxlanFrame -All -Protocol ICMP -Count 2 -Duration 20s -WarningVariable left -WarningAction Ignore | Select-Object CapturePoint, Info | ConvertTo-Json; [string] `$left"
        $shown = (ip netns exec "$lab-node1" (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $line) -join "`n"
        $job.WaitForExit()
        $shown | Should -Match 'cali[0-9a-f]{11}'
        $shown | Should -Match 'ICMP echo re'
        $shown | Should -Match '2 of 4 interfaces are not on this machine'
    }
}

Describe 'A capture of what the pipeline names' {
    It 'says when it names nothing' {
        [pscustomobject]@{ Interface = $null } | Get-VxlanFrame -Duration 1 -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -Be 'NoInterface,CalicoVxlan.PS.Commands.GetVxlanFrameCommand'
    }

    It 'is over at once when nothing comes' {
        @() | Get-VxlanFrame | Should -BeNullOrEmpty
    }
}
