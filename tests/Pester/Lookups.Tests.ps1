BeforeDiscovery { . "$PSScriptRoot/Common.ps1" }

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    function Complete([string] $Line) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText
    }
}

Describe 'Find-PodVeth' {
    It 'finds pods by position and wildcard, with every proof' {
        $row = Find-PodVeth web-node1-? -Node node1 -Evidence $healthy
        $row.Pod | Should -Be 'web-node1-1', 'web-node1-2'
        $row.Confirmed | Should -Be $true, $true
        $row[0].Proof | Should -Be 'NameHash', 'Route', 'PeerIndex', 'ContainerRuntime'
    }

    It 'takes a path that begins at the location of the shell' {
        Push-Location $samples
        try { (Find-PodVeth web-node1-1 -Evidence ./evidence).Interface | Should -Be 'cali4b6867c72e0' } finally { Pop-Location }
    }

    It 'takes evidence from the pipeline, also as what Get-Item writes' {
        @(Import-CalicoEvidence $healthy, $broken | Find-PodVeth web-node1-1).Count | Should -Be 2
        (Get-Item $healthy | Get-CalicoVtep).Node | Should -Be 'node1', 'node2'
        ($healthy | Get-CalicoVtep).Node | Should -Be 'node1', 'node2'
    }

    It 'takes pods as kubectl writes them' {
        $json = @'
{"kind": "List", "items": [
  {"kind": "Pod", "metadata": {"name": "web-node1-1", "namespace": "default"}, "spec": {"nodeName": "node1"}},
  {"kind": "Pod", "metadata": {"name": "web-node2-2", "namespace": "default"}, "spec": {"nodeName": "node2"}}]}
'@
        $rows = $json | ConvertFrom-Json | ForEach-Object items | Find-PodVeth -Evidence $healthy
        $rows.Interface | Should -Be 'cali4b6867c72e0', 'cali3bb1ec258bf'
    }

    It 'takes the pods that the snapshot itself holds' {
        $pods = (Get-Content "$healthy/cluster/pods.json" -Raw | ConvertFrom-Json).items | Where-Object { $_.metadata.namespace -eq 'default' }
        ($pods | Find-PodVeth -Evidence $healthy).Count | Should -Be 4
    }

    It 'takes objects with Pod and Namespace, and reports the others' {
        $pods = [pscustomobject]@{ Pod = 'web-node1-1'; Namespace = 'default' }, [pscustomobject]@{ Colour = 'red' }, [pscustomobject]@{ Name = 'gone'; Namespace = 'default' }
        $rows = $pods | Find-PodVeth -Evidence $healthy -ErrorAction SilentlyContinue -ErrorVariable problem
        $rows.Pod | Should -Be 'web-node1-1'
        $problem.FullyQualifiedErrorId | Should -Be 'NotAPod,CalicoVxlan.PS.Commands.FindPodVethCommand', 'NoSuchPod,CalicoVxlan.PS.Commands.FindPodVethCommand'
        $problem[0].ErrorDetails.RecommendedAction | Should -Match 'kubectl'
    }

    It 'reports a name that is not there, and is silent about a wildcard' {
        { Find-PodVeth web-node1-1, gone -Evidence $healthy -ErrorAction Stop } | Should -Throw -ErrorId 'NoSuchPod,*'
        Find-PodVeth 'gone*' -Evidence $healthy | Should -BeNullOrEmpty
    }

    It 'refuses evidence that is not there: <_>' -ForEach './gone', 'gone.zip', '/gone/away' {
        { Find-PodVeth -Evidence $_ } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }
}

Describe 'Get-CalicoVtep' {
    It 'shows what differs, and only where' {
        Get-CalicoVtep -HasProblem -Evidence $healthy | Should -BeNullOrEmpty
        Get-CalicoVtep -Peer -HasProblem -Evidence $healthy | Should -BeNullOrEmpty
        $row = Get-CalicoVtep -Peer -HasProblem -Evidence $broken
        $row.Node, $row.Peer, [string] $row.Fdb | Should -Be 'node2', 'node1', 'Missing'
    }

    It 'can be filtered, grouped and sorted' {
        (Get-CalicoVtep -Peer -Evidence $broken | Where-Object Fdb -NE Present).Node | Should -Be 'node2'
        (Get-CalicoVtep -Evidence $healthy | Group-Object Vni, Port, Mtu).Count | Should -Be 2
    }
}

Describe 'Resolve-CalicoAddress' {
    It 'resolves what comes down the pipeline' {
        ('10.65.1.2', '66:f9:37:c3:7e:94', 'cali4b6867c72e0', '4096' | Resolve-CalicoAddress -Evidence $healthy).Kind | Should -Be 'Pod', 'Vtep', 'HostInterface', 'Vni'
        (4096 | Resolve-CalicoAddress -Evidence $healthy).Kind | Should -Be 'Vni'
        (Import-CalicoEvidence $healthy | Resolve-CalicoAddress 10.65.0.9).Kind | Should -Be 'Free'
    }

    It 'does not take an address for the path of a snapshot: <_>' -ForEach '10.65.1.2', '10.65.1.0/26', '66:f9:37:c3:7e:94', 'cali4b6867c72e0', 'fe80::1' {
        # There is no cluster to ask: that, and nothing else, is what it may say.
        $config = $env:KUBECONFIG
        $env:KUBECONFIG = "$TestDrive/none"
        try { $_ | Resolve-CalicoAddress } catch { $problem = $_ } finally { $env:KUBECONFIG = $config }
        $problem.FullyQualifiedErrorId | Should -Match '^(KubectlMissing|ClusterUnreachable),'
    }

    It 'resolves the addresses of a capture' {
        $seen = Get-VxlanFrame $node1 -Evidence $healthy | Select-Object -First 1
        ($seen.SourceVtep | Resolve-CalicoAddress -Evidence $healthy).Kind | Should -Be 'NotOfThisCluster'
    }
}

Describe 'Completion with evidence at hand' {
    It '<Line> gives <Found>' -ForEach @(
        @{ Line = 'Find-PodVeth web-node2'; Found = 'web-node2-1', 'web-node2-2' }
        @{ Line = 'Find-PodVeth -Name web-node1'; Found = 'web-node1-1', 'web-node1-2' }
        @{ Line = 'Find-PodVeth -Namespace d'; Found = , 'default' }
        @{ Line = 'Find-PodVeth -Node '; Found = 'node1', 'node2' }
        @{ Line = 'Get-CalicoVtep '; Found = 'node1', 'node2' }
        @{ Line = 'Get-CalicoVtep -Node node2'; Found = , 'node2' }
        @{ Line = 'Test-CalicoVxlanMode -Mode '; Found = 'Always', 'CrossSubnet' }
        @{ Line = 'Test-CalicoVxlanMode -Include Peer.F'; Found = , 'Peer.Fdb' }
        @{ Line = 'Test-CalicoVxlanMode -Exclude Mtu.'; Found = 'Mtu.Device', 'Mtu.Budget', 'Mtu.Route', 'Mtu.File', 'Mtu.Pods' }
        @{ Line = 'Get-CalicoCheck Peer.Pod'; Found = , 'Peer.PodRoute' }
    ) {
        $evidence = Import-CalicoEvidence $healthy
        $null = $evidence | Get-CalicoVtep
        Complete $Line | Should -Be $Found
        $evidence | Should -Not -BeNullOrEmpty
    }

    It 'opens the snapshot that the line names' {
        $null = New-Item -ItemType Directory "$TestDrive/other/cluster"
        '{"schema":1,"takenAt":"2026-01-31T10:00:00Z","cluster":"other","nodes":[],"errors":[]}' | Set-Content "$TestDrive/other/evidence.json"
        '{"kind":"List","items":[{"kind":"Pod","metadata":{"name":"shop-1","namespace":"shop"}}]}' | Set-Content "$TestDrive/other/cluster/pods.json"
        $evidence = Import-CalicoEvidence $healthy
        $null = $evidence | Get-CalicoVtep
        Complete "Find-PodVeth -Evidence '$TestDrive/other' -Name " | Should -Be 'shop-1'
        Complete "Find-PodVeth -Evidence '$TestDrive/gone' -Name web-node1" | Should -BeNullOrEmpty
        $evidence | Should -Not -BeNullOrEmpty
    }
}

Describe 'Help and views of <_>' -ForEach 'Find-PodVeth', 'Get-CalicoVtep', 'Resolve-CalicoAddress', 'Test-CalicoVxlanMode', 'Get-CalicoCheck', 'Compare-CalicoCheck' {
    It 'has examples with code and a synopsis of its own' {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Match '\.$'
        @($help.Examples.Example).Count | Should -BeGreaterThan 1
        ($help | Out-String) | Should -Match 'PS> '
    }

    It 'has examples that can be parsed' {
        foreach ($example in (Get-Help $_ -Full).Examples.Example) {
            $line = ($example.Code -split "`n")[0] -replace '^PS> '
            $problems = $null
            $null = [System.Management.Automation.Language.Parser]::ParseInput($line, [ref] $null, [ref] $problems)
            $problems | Should -BeNullOrEmpty -Because $line
        }
    }
}

Describe 'Views' {
    It 'shows tables and lists' {
        Find-PodVeth web-node1-1 -Evidence $healthy | Out-String | Should -Match 'default +web-node1-1 +node1'
        Find-PodVeth web-node1-1 -Evidence $healthy | Format-List | Out-String | Should -Match 'PodInterfaceIndex +: 2'
        Get-CalicoVtep -Peer -Evidence $broken | Out-String | Should -Match 'Node: node2'
        Get-CalicoVtep node1 -Evidence $healthy | Format-List | Out-String | Should -Match 'ExpectedMac +: 66:f9'
        Resolve-CalicoAddress 4096 -Evidence $healthy | Out-String | Should -Match '4096 +Vni'
    }

    It 'makes JSON with the names of the properties' {
        $json = Find-PodVeth web-node1-1 -Evidence $healthy | ConvertTo-Json | ConvertFrom-Json
        $json.PodAddress | Should -Be '10.65.0.1'
        (Get-CalicoVtep -Peer node2 -Evidence $broken | ConvertTo-Json -EnumsAsStrings | ConvertFrom-Json).Fdb | Should -Be 'Missing'
    }
}
